// Stability of neurons and rule at the setpoints: exact, for every rule. See learning_matrix.h for
// the set-point plane and the learning matrix K whose two eigenvalues decide. It holds while
// learning is slow against the neurons (full_system.h: what happens when it is not).
#pragma once

#include <vector>

#include "core/ei/learning_matrix.h"
#include "core/ei/plane_grid.h"
#include "core/ei/trial_map.h"
#include "core/math/linear.h"

namespace homeostat::ei {

/// One point of the plane.
struct PointStability {
  Weights weights;
  double C = 0;
  bool neural_is_stable = false;
  bool rule_is_stable = false;
  bool weights_are_positive = false;  ///< W_EI > 0 and W_II > 0
  bool is_paradoxical = false;        ///< g_E W_EE > 1
  math::EigenPair neural;             ///< per ms
  math::EigenPair rule;               ///< at the rates as given
  TrialMapStability trial_map;

  /// The setpoints are held: positive weights, stable neurons, a stable rule.
  bool is_stable_in_continuous_time() const {
    return weights_are_positive && neural_is_stable && rule_is_stable;
  }
  /// And learning once a trial does not overshoot.
  bool is_stable() const { return is_stable_in_continuous_time() && trial_map.is_stable; }
};

PointStability stability_at(const PlaneProblem& problem, double W_EE, double W_IE);

/// stability_at on the whole grid, row by row from W_IE_min.
std::vector<PointStability> stability_map(const PlaneProblem& problem, const PlaneGrid& grid);

}  // namespace homeostat::ei
