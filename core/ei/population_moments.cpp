#include "core/ei/population_moments.h"

#include <cmath>
#include <cstddef>

namespace homeostat::ei {

Moments moments(std::span<const double> values) {
  if (values.empty()) return {};
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (const double value : values) sum += value;
  const double mean = sum / n;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / n)};
}

PopulationMoments population_moments(std::span<const double> values, Sizes sizes) {
  const auto E_units = static_cast<std::size_t>(sizes.E);
  const Moments E = moments(values.first(E_units)), I = moments(values.subspan(E_units));
  return {{E.mean, I.mean}, {E.deviation, I.deviation}};
}

}  // namespace homeostat::ei
