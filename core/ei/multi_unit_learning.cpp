#include "core/ei/multi_unit_learning.h"

#include <array>

namespace homeostat::ei {

namespace {

std::vector<double> floored(std::span<const double> rates, double floor) {
  std::vector<double> result(rates.begin(), rates.end());
  for (double& rate : result) rate = rate < floor ? floor : rate;  // NaN stays
  return result;
}

double factor_of(SynapticFactor factor, double rate, double weight) {
  switch (factor) {
    case SynapticFactor::weight:
      return weight;
    case SynapticFactor::one:
      return 1;
    case SynapticFactor::presynaptic_rate:
      break;
  }
  return rate;
}

void change_weights(const MultiUnitLearning& learning, std::span<const double> set,
                    std::span<const double> sensed, UnitWeights& weights) {
  const Sizes sizes = weights.sizes();
  std::vector<double> errors(sensed.size());
  for (std::size_t k = 0; k < errors.size(); ++k) errors[k] = set[k] - sensed[k];
  const UnitDrives drives =
      unit_drives(learning.rule, sizes, errors, population_means(sizes, errors));
  std::array<double, 4> smallest{};
  for (const WeightClass c : {EE, EI, IE, II}) {
    if (weights.partners(c) > 0) smallest[c] = learning.W_min / weights.partners(c);
  }
  weights.change([&](double weight, int to, int from) {
    const auto& drive = from < sizes.E ? drives.from_E : drives.from_I;
    const double m =
        factor_of(learning.rule.factor, sensed[static_cast<std::size_t>(from)], weight);
    const double changed = weight + m * drive[static_cast<std::size_t>(to)];
    const double least = smallest[weights.class_of(to, from)];
    return changed < least ? least : changed;
  });
}

}  // namespace

void learn(const MultiUnitLearning& learning, std::span<const double> set,
           std::span<const double> means, std::vector<double>& averages, UnitWeights& weights) {
  for (std::size_t k = 0; k < averages.size(); ++k)
    averages[k] += (means[k] - averages[k]) / learning.tau_trial;
  if (is_frozen(learning.rule)) return;
  change_weights(learning, set, floored(averages, learning.rate_floor), weights);
}

}  // namespace homeostat::ei
