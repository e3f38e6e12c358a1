#include "ui/controls/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <cmath>

#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

/// `sentence` with each symbol of the parameter table replaced by what `written` makes of it.
template <typename Write>
QString with_symbols(const QString& sentence, Write written) {
  static const QRegularExpression symbol("\\b(alpha|beta|[A-Za-z]+(_[A-Za-z]+)+)\\b");
  QString result;
  qsizetype end = 0;
  for (auto found = symbol.globalMatch(sentence); found.hasNext();) {
    const auto match = found.next();
    result += sentence.mid(end, match.capturedStart() - end) + written(match.captured());
    end = match.capturedEnd();
  }
  return result + sentence.mid(end);
}

}  // namespace

QString tr(const char* text) { return QCoreApplication::translate("Homeostat", text); }

QString number_text(double value) {
  // Compiled once: this runs for every number on the screen in every frame of a drag.
  static const QRegularExpression trailing_zeros("\\.?0*e"), padded_exponent("e([+-]?)0+");
  const bool is_small = value != 0 && std::abs(value) < 1e-3;
  QString text = QString::number(value, 'g', 6);
  if (is_small && !text.contains('e')) {
    text = QString::number(value, 'e', 5);
    text.replace(trailing_zeros, "e");
  }
  return text.replace(padded_exponent, "e\\1").replace("e+", "e");
}

QString grouped_text(qint64 value) {
  return QLocale(QLocale::English, QLocale::UnitedStates).toString(value);
}

QString ordinal(int number) {
  const bool is_teen = number % 100 / 10 == 1;
  const char* const endings[] = {"th", "st", "nd", "rd"};
  const int last = number % 10;
  return QString::number(number) + endings[!is_teen && last <= 3 ? last : 0];
}

QString time_left_text(double seconds) {
  if (seconds < 90) return QString("%1 s left").arg(std::ceil(seconds));
  if (seconds < 5400) return QString("%1 min left").arg(std::ceil(seconds / 60));
  return QString("%1 h left").arg(std::ceil(seconds / 3600));
}

std::optional<double> typed_number(const QString& text) {
  bool is_number = false;
  const double value = QLocale::c().toDouble(text.trimmed(), &is_number);
  if (!is_number || !std::isfinite(value)) return std::nullopt;
  return value;
}

QString html_with_symbols(const QString& sentence) {
  return "<style>i { font-family: STIX, 'DejaVu Serif'; font-size: 14px; }"
         "sub { font-size: 13px; }</style>" +
         with_symbols(sentence.toHtmlEscaped(), symbol_html);
}

QString markup_with_symbols(const QString& sentence) {
  return with_symbols(sentence, symbol_markup);
}

}  // namespace homeostat::ui
