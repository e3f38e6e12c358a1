#include "ui/plots/nice_axis.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace homeostat::ui {

double round_step(double span) {
  constexpr double slack = 1 + 1e-9;
  const double power = std::pow(10.0, std::floor(std::log10(span / 5)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (span <= 5 * factor * power * slack) return factor * power;
  }
  return 10 * power;
}

double round_limit(double value) {
  if (!(value > 0) || !std::isfinite(value)) return 1;
  const double step = round_step(value);
  return std::ceil(value / step - 1e-9) * step;
}

double round_decade(double value) {
  if (!(value > 0) || !std::isfinite(value)) return 1;
  return std::pow(10.0, std::ceil(std::log10(value) - 1e-9));
}

int decimals_of(double step) {
  return std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
}

double high_quantile(std::vector<double> values, double part) {
  if (values.empty()) return 0;
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return std::isfinite(*at) ? *at : 0;
}

QString grouped_number(double value, int decimals) {
  const double unit = std::pow(10.0, -decimals);
  // Minus nought reads like a mistake.
  const double shown = std::abs(value) < unit / 2 ? 0 : value;
  return QLocale(QLocale::English).toString(shown, 'f', decimals).replace('-', QChar(0x2212));
}

double SteadyLimit::update(double largest) {
  const double wanted = rounded_(largest);
  const bool is_too_tall = wanted * 2 < limit_;
  updates_too_tall_ = is_too_tall ? updates_too_tall_ + 1 : 0;
  if (wanted > limit_ || updates_too_tall_ > patience_updates) limit_ = wanted;
  return limit_;
}

std::vector<figure::Tick> round_ticks(double low, double high) {
  const double step = round_step(high - low), slack = step * 1e-9;
  std::vector<figure::Tick> ticks;
  for (double k = std::ceil((low - slack) / step); k * step <= high + slack; ++k)
    ticks.push_back({k * step, grouped_number(k * step, decimals_of(step)).toStdString()});
  return ticks;
}

}  // namespace homeostat::ui
