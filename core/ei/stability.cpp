#include "core/ei/stability.h"

#include "core/ei/steady_state.h"

namespace homeostat::ei {

PointStability stability_at(const PlaneProblem& problem, double W_EE, double W_IE) {
  const RateParameters& p = problem.parameters;
  PointStability point;
  point.weights = setpoint_weights(p, problem.setpoints, W_EE, W_IE);
  point.C = determinant_C(p, point.weights);
  point.weights_are_positive = point.weights.EI > 0 && point.weights.II > 0;
  point.is_paradoxical = is_inhibition_stabilised(p, point.weights);
  point.neural = neural_eigenvalues(p, point.weights);
  point.neural_is_stable = point.neural.is_stable();
  point.rule = learning_eigenvalues(problem, point.weights);
  point.rule_is_stable = point.rule.is_stable();
  // The closed form keeps more digits; only forced balance needs the matrix itself.
  point.trial_map =
      std::holds_alternative<ForcedBalance>(problem.rule)
          ? trial_map_stability(learning_matrix(problem, point.weights), problem.tau_trial)
          : trial_map_stability(point.rule, problem.tau_trial);
  return point;
}

std::vector<PointStability> stability_map(const PlaneProblem& problem, const PlaneGrid& grid) {
  std::vector<PointStability> points;
  points.reserve(static_cast<std::size_t>(grid.nx) * static_cast<std::size_t>(grid.ny));
  for (int row = 0; row < grid.ny; ++row) {
    for (int column = 0; column < grid.nx; ++column) {
      points.push_back(stability_at(problem, grid.W_EE(column), grid.W_IE(row)));
    }
  }
  return points;
}

}  // namespace homeostat::ei
