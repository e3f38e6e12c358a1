// The discrete protocol: learn once a trial, from rates low-passed over trials.
//
// With q = 1 / tau_trial the averages A and the up-state's rates r (both relative to the setpoints)
// go from trial to trial by
//   A' = (1 - q) A + q r,   r' = r + K_rates A' + K_weights r.
// Without K_weights each eigenvalue mu of K gives z^2 - (2 - q + q mu) z + (1 - q) = 0, stable
// exactly where mu lies inside an ellipse; with it the 4 x 4 map is solved numerically.
#pragma once

#include "core/ei/learning_matrix.h"

namespace homeostat::ei {

struct TrialMapStability {
  bool is_stable = false;
  double spectral_radius = 0;  ///< of the modes that decide, in one trial
  double alpha_scale_max = 0;  ///< factor on all rates at which it loses stability; 0: never stable
};

/// For the eigenvalues of K of a rule that does not follow the weights themselves.
TrialMapStability trial_map_stability(const math::EigenPair& rule, double tau_trial);

/// For any rule.
TrialMapStability trial_map_stability(const LearningMatrix& K, double tau_trial);

/// The modes of the map, four complex numbers; each decays by its absolute value in one trial.
Eigen::Vector4cd trial_map_modes(const LearningMatrix& K, double tau_trial);

/// Positive where the map is stable, zero where it loses stability, between -1 and 1 throughout
/// (the eigenvalues of K have a pole at C = 0).
double trial_map_margin(const PlaneProblem& problem, const Weights& w);

/// Trials in which the slower of the deciding modes falls to 1/e; infinite when it does not fall.
double slowest_mode_trials(const TrialMapStability& map);

}  // namespace homeostat::ei
