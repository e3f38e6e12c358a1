#include "core/ei/unit_rule.h"

#include <algorithm>

#include "core/ei/population_moments.h"

namespace homeostat::ei {

void UnitAverages::add(std::span<const double> rates, double tau_trial, double floor) {
  for (std::size_t k = 0; k < rates.size(); ++k) {
    const double before = is_empty_ ? rates[k] : floored_[k];
    before_floor_[k] = before + (rates[k] - before) / tau_trial;
  }
  is_empty_ = false;
  floored_ = before_floor_;
  for (double& average : floored_) average = average < floor ? floor : average;  // NaN stays
}

void UnitAverages::restore(std::vector<double> floored) {
  is_empty_ = floored.empty();
  if (is_empty_) return;
  before_floor_ = floored;
  floored_ = std::move(floored);
}

UnitDrives unit_drives(const GainTable& rule, Sizes sizes, std::span<const double> own_error,
                       std::span<const double> other_error) {
  const auto units = static_cast<std::size_t>(sizes.all());
  UnitDrives drives{std::vector<double>(units), std::vector<double>(units)};
  for (std::size_t k = 0; k < units; ++k) {
    const bool is_E = k < static_cast<std::size_t>(sizes.E);
    const double error_E = is_E ? own_error[k] : other_error[k];
    const double error_I = is_E ? other_error[k] : own_error[k];
    const auto drive = [&](WeightClass c) {
      return rule.gain(c, 0) * error_E + rule.gain(c, 1) * error_I;
    };
    drives.from_E[k] = drive(is_E ? EE : IE);
    drives.from_I[k] = drive(is_E ? EI : II);
  }
  return drives;
}

std::vector<double> errors_below(Setpoints set, Sizes sizes, std::span<const double> rates) {
  std::vector<double> errors(rates.size());
  for (std::size_t k = 0; k < rates.size(); ++k)
    errors[k] = (k < static_cast<std::size_t>(sizes.E) ? set.E : set.I) - rates[k];
  return errors;
}

std::vector<double> population_means(Sizes sizes, std::span<const double> values) {
  const Rates mean = population_moments(values, sizes).mean;
  std::vector<double> others(values.size(), mean.I);
  std::fill(others.begin() + sizes.E, others.end(), mean.E);
  return others;
}

double silent_error(Setpoints set, Sizes sizes) {
  return (sizes.E * set.E * set.E + sizes.I * set.I * set.I) / sizes.all();
}

double mean_squared_error(std::span<const double> rates, Setpoints set, Sizes sizes) {
  std::vector<double> of_each(rates.size(), set.I);
  std::fill_n(of_each.begin(), sizes.E, set.E);
  return mean_squared_error(rates, of_each);
}

double mean_squared_error(std::span<const double> rates, std::span<const double> set) {
  double sum = 0;
  for (std::size_t k = 0; k < rates.size(); ++k) {
    const double off = rates[k] - set[k];
    sum += off * off;
  }
  return sum / static_cast<double>(rates.size());
}

}  // namespace homeostat::ei
