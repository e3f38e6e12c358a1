#include "core/lab/present_modes.h"

#include <Eigen/LU>
#include <algorithm>

#include "core/ei/full_system.h"
#include "core/ei/steady_state.h"
#include "core/ei/trial_map.h"
#include "core/lab/plain_words.h"

namespace homeostat::lab {

namespace {

math::Modes modes_of(const math::EigenPair& pair) { return {pair[0], pair[1]}; }

template <class Vector>
math::Modes modes_of(const Vector& eigenvalues) {
  return {eigenvalues.begin(), eigenvalues.end()};
}

bool is_any(const ei::HeldWeights& held) { return std::ranges::count(held, true) > 0; }

/// The closed forms keep more digits, but hold for free weights only.
math::EigenPair rule_eigenvalues(const ei::PlaneProblem& problem, const PresentModes& at) {
  if (!is_any(at.held)) return learning_eigenvalues(problem, at.weights);
  const Eigen::Matrix2d K = learning_matrix(problem, at.weights, at.held).total();
  return math::eigenvalues(K.trace(), K.determinant());
}

ei::FullSystem full_system(const PresentModes& at, const ParameterValues& p) {
  return {plane_problem(p), at.weights, p["tau_sensor"], at.held};
}

}  // namespace

PresentModes present_modes(const TrialRow& row, const ParameterValues& p) {
  const ei::PlaneProblem problem = plane_problem(p);
  PresentModes at;
  at.weights = initial_weights(p);
  if (row.trial > 0) {
    at.weights = row.weights;
    at.held = held_weights(row, p);
  }
  if (!is_any(at.held)) {
    at.weights =
        setpoint_weights(problem.parameters, problem.setpoints, at.weights.EE, at.weights.IE);
  }
  at.neural = modes_of(neural_eigenvalues(problem.parameters, at.weights));
  at.rule = modes_of(rule_eigenvalues(problem, at));
  if (is_online(p)) {
    at.full = modes_of(full_system(at, p).modes());
  } else {
    const ei::LearningMatrix K = learning_matrix(problem, at.weights, at.held);
    at.trial_map = modes_of(trial_map_modes(K, problem.tau_trial));
  }
  return at;
}

double largest_rate_factor(const PresentModes& modes, const ParameterValues& p) {
  if (is_online(p)) return full_system(modes, p).critical_scale();
  const ei::PlaneProblem problem = plane_problem(p);
  return trial_map_stability(learning_matrix(problem, modes.weights, modes.held), problem.tau_trial)
      .alpha_scale_max;
}

}  // namespace homeostat::lab
