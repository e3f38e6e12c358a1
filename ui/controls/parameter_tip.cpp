#include "ui/controls/parameter_tip.h"

#include <cmath>
#include <limits>

#include "ui/controls/text.h"

namespace homeostat::ui {
namespace {

bool is_unbounded(double limit) {
  return std::isinf(limit) || std::abs(limit) >= std::numeric_limits<double>::max();
}

QString with_unit(const QString& text, const lab::ParameterSpec& spec) {
  return spec.unit.empty() ? text : text + ' ' + qt_text(spec.unit);
}

}  // namespace

QString allowed_text(const lab::ParameterSpec& spec) {
  const auto& [low, high, low_included] = spec.allowed;
  const QString from = number_text(low);
  const QString to = number_text(high);
  if (is_unbounded(low) && is_unbounded(high)) return "any number";
  if (is_unbounded(low)) return with_unit("at most " + to, spec);
  if (is_unbounded(high)) return with_unit((low_included ? "at least " : "above ") + from, spec);
  if (!low_included) return with_unit("above " + from + ", at most " + to, spec);
  return with_unit(from + " to " + to, spec);
}

QString parameter_tip(const lab::ParameterSpec& spec) {
  QString tip = "<table width='280'><tr><td><p style='font-size:15px'>" +
                html_with_symbols(qt_text(spec.symbol)) + " &nbsp;" +
                html_with_symbols(qt_text(spec.name)) + "</p>";
  if (!spec.is_choice()) {
    const QString usual = with_unit(number_text(spec.fallback), spec);
    tip += "<p style='font-size:12px'>" + allowed_text(spec) + "; usually " + usual + "</p>";
  }
  tip += "<p>" + html_with_symbols(qt_text(spec.lesson)) + "</p>";
  if (!spec.source.empty())
    tip += "<p style='font-size:11px'>" + qt_text(spec.source).toHtmlEscaped() + "</p>";
  return tip + "</td></tr></table>";
}

}  // namespace homeostat::ui
