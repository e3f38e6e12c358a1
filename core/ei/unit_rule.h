// The rules of plasticity.h in networks: every unit has errors of its own.
//
// The error of a unit's own class is its own; that of the other class is the mean over its
// presynaptic partners there ("local") or over the whole population ("global"):
//   dW_XY[i, j] = (gain_XY^E * error_E(i) + gain_XY^I * error_I(i)) * m
// with m the rate of the sender j, the weight itself, or 1. So all synapses onto a unit from one
// population share one number, its drive. [paradox, SI eqs. 16, 17: the two-term rule, local.]
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "core/ei/plasticity.h"
#include "core/ei/spikes.h"

namespace homeostat::ei {

enum class Partners { local, global };

/// What the synapses onto each unit change by, per unit of the synaptic factor.
struct UnitDrives {
  std::vector<double> from_E, from_I;
};

/// Running averages of the units' rates over trials, as the authors' code keeps them: the floor is
/// put into the average itself and so stays in it, but the error of the other class is taken from
/// the averages before.
class UnitAverages {
 public:
  explicit UnitAverages(int units) : before_floor_(static_cast<std::size_t>(units), 0) {}

  /// One trial more: average += (rate - average) / tau; the first trial is its own average.
  void add(std::span<const double> rates, double tau_trial, double floor);
  void clear() { is_empty_ = true; }

  std::span<const double> before_floor() const { return before_floor_; }
  std::span<const double> floored() const { return floored_; }
  bool is_empty() const { return is_empty_; }
  /// As they stood after some trial.
  void restore(std::vector<double> floored);

 private:
  std::vector<double> before_floor_, floored_;
  bool is_empty_ = true;
};

/// `own_error`: each unit's distance below its setpoint, Hz; `other_error`: the mean of those of
/// its partners in the other population. Units are counted E first.
UnitDrives unit_drives(const GainTable& rule, Sizes sizes, std::span<const double> own_error,
                       std::span<const double> other_error);

/// Setpoint less rate, unit by unit.
std::vector<double> errors_below(Setpoints set, Sizes sizes, std::span<const double> rates);

/// The same number for all units of a class: the mean over the other population.
std::vector<double> population_means(Sizes sizes, std::span<const double> values);

/// Mean squared distance of the units' rates from their setpoints, Hz^2 [paradox, SI eq. 18].
double mean_squared_error(std::span<const double> rates, Setpoints set, Sizes sizes);
/// The same where every unit has a setpoint of its own.
double mean_squared_error(std::span<const double> rates, std::span<const double> set);
/// The same where all are silent.
double silent_error(Setpoints set, Sizes sizes);

}  // namespace homeostat::ei
