// Between the core's words and numbers and what stands on the screen.
#pragma once

#include <QString>
#include <optional>
#include <string_view>

namespace homeostat::ui {

inline QString qt_text(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A person's words for who is no QObject.
QString tr(const char* text);

/// At most six digits, and "5e-4" rather than "0.0005".
QString number_text(double value);

/// "1,000".
QString grouped_text(qint64 value);

/// "2nd", "8th", "21st".
QString ordinal(int number);

/// "8 s left", in minutes or hours where seconds are too fine.
QString time_left_text(double seconds);

/// What a person typed: "5e-4", "2.1". Nothing when it is no finite number.
std::optional<double> typed_number(const QString& text);

/// Rich text in which "W_EE" and its like are typeset.
QString html_with_symbols(const QString& sentence);

/// The same as markup for Typeset.
QString markup_with_symbols(const QString& sentence);

}  // namespace homeostat::ui
