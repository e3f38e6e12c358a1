#include "core/lab/unit_views.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "core/lab/experiment.h"

namespace homeostat::lab {

ei::UnitCircuit circuit_after(const NetworkTrial& trial, const ParameterValues& values) {
  const int units = trial.sizes.all();
  Eigen::MatrixXd weights(units, units);
  for (int to = 0; to < units; ++to) {
    for (int from = 0; from < units; ++from) {
      const auto at = static_cast<std::size_t>(to) * static_cast<std::size_t>(units) +
                      static_cast<std::size_t>(from);
      weights(to, from) = to == from ? 0 : static_cast<double>(trial.weights.weights[at]);
    }
  }
  return {rate_parameters(values), {trial.sizes, std::move(weights)}, {}, trial.lesioned};
}

ei::UnitModes modes_after(const NetworkTrial& trial, const ParameterValues& values) {
  return ei::unit_modes(circuit_after(trial, values), trial.rates.cells);
}

std::vector<int> ordered_units(const NetworkTrial& trial, UnitOrder order) {
  std::vector<int> units(static_cast<std::size_t>(trial.sizes.all()));
  std::iota(units.begin(), units.end(), 0);
  const auto key = [&](int unit) {
    const auto at = static_cast<std::size_t>(unit);
    if (order == UnitOrder::number) return 0.0;
    return order == UnitOrder::rate ? trial.averages[at] : trial.inputs[at].E - trial.inputs[at].I;
  };
  const auto I = units.begin() + trial.sizes.E;
  std::ranges::stable_sort(units.begin(), I, {}, key);
  std::ranges::stable_sort(I, units.end(), {}, key);
  return units;
}

WeightSample reordered(const WeightSample& sample, const std::vector<int>& order) {
  WeightSample result{sample.every, sample.cells, {}};
  result.weights.reserve(sample.weights.size());
  for (const int to : order) {
    const auto row = sample.weights.begin() +
                     static_cast<std::ptrdiff_t>(to) * static_cast<std::ptrdiff_t>(order.size());
    for (const int from : order) result.weights.push_back(row[from]);
  }
  return result;
}

WeightSample difference(const WeightSample& now, const WeightSample& before) {
  WeightSample result = now;
  std::ranges::transform(now.weights, before.weights, result.weights.begin(), std::minus());
  return result;
}

}  // namespace homeostat::lab
