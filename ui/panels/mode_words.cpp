#include "ui/panels/mode_words.h"

#include <cmath>

#include "core/lab/plain_words.h"
#include "ui/controls/text.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {
namespace {

/// So many significant digits.
double rounded(double value, int digits) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) + 1 - digits);
  return std::round(value / unit) * unit;
}

/// Of a map: as many decimals as tell it from the circle. Of a flow, three digits.
QString part(double value, std::complex<double> mode, math::Time time) {
  if (time == math::Time::in_steps)
    return grouped_number(value, std::abs(std::abs(mode) - 1) < 0.01 ? 6 : 4);
  return number_text(rounded(value, 3)).replace('-', QChar(0x2212));
}

/// Three digits are more than anyone compares.
QString duration(double value, bool is_ms) {
  const bool is_seconds = is_ms && value >= 1000;
  const double shown = is_seconds ? value / 1000 : value;
  const QString text = grouped_number(shown, shown < 9.95 ? 1 : 0);
  if (is_seconds) return tr("%1 s").arg(grouped_number(shown, shown < 99.5 ? 1 : 0));
  return (is_ms ? tr("%1 ms") : tr("%1 trials")).arg(text);
}

QString turn_words(std::complex<double> mode, ModeClock clock) {
  const double period = math::period(mode, clock.time);
  if (std::isinf(period)) return {};
  // Twice in a turn; what turns in two steps is seen only at its turning points.
  if (clock.time == math::Time::in_steps && period < 2.0001)
    return clock.is_ms ? QString() : tr(", changing sign every trial");
  return tr(", one turn in %1").arg(duration(period, clock.is_ms));
}

QString place_words(const lab::PresentModes& modes) {
  const QString floor = qt_text(lab::floor_text(modes.held));
  if (!floor.isEmpty()) return floor + '.';
  if (modes.is_reachable()) return {};
  const bool is_EI = modes.weights.EI <= 0;
  return tr("Out of reach: the setpoints need %1 %2.")
      .arg(is_EI ? "W_EI" : "W_II", grouped_number(is_EI ? modes.weights.EI : modes.weights.II, 2));
}

QString rate_words(double largest_factor) {
  if (!(largest_factor > 0)) return tr("Unstable at any learning rate.");
  if (std::isinf(largest_factor)) return tr("Stable at any learning rate.");
  return (largest_factor > 1 ? tr("Stable up to %1 × these learning rates.")
                             : tr("Stable only below %1 × these learning rates."))
      .arg(grouped_number(rounded(largest_factor, 2), largest_factor < 9.95 ? 1 : 0));
}

}  // namespace

QString decay_label(std::complex<double> mode, ModeClock clock) {
  const double growth = math::growth(mode, clock.time);
  if (growth == 0) return tr("stays");
  const QString time = duration(1 / std::abs(growth), clock.is_ms);
  return growth < 0 ? time : tr("grows, %1").arg(time);
}

QString mode_number(std::complex<double> mode, ModeClock clock) {
  QString text = part(mode.real(), mode, clock.time);
  if (mode.imag() != 0) text += tr(" ± %1i").arg(part(std::abs(mode.imag()), mode, clock.time));
  if (clock.time == math::Time::in_steps) return text;
  return (clock.is_ms ? tr("%1 per ms") : tr("%1 per trial")).arg(text);
}

QString mode_meaning(std::complex<double> mode, ModeClock clock) {
  const double growth = math::growth(mode, clock.time);
  if (growth == 0) return tr("neither grows nor dies out");
  if (std::isinf(growth)) return tr("gone at once");
  const QString words = growth < 0 ? tr("to 1/e in %1") : tr("× e in %1");
  return words.arg(duration(1 / std::abs(growth), clock.is_ms)) + turn_words(mode, clock);
}

QString modes_sentence(const lab::PresentModes& modes, double largest_rate_factor) {
  return (place_words(modes) + ' ' + rate_words(largest_rate_factor)).trimmed();
}

}  // namespace homeostat::ui
