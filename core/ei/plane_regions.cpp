#include "core/ei/plane_regions.h"

#include <algorithm>
#include <cmath>

#include "core/ei/steady_state.h"

namespace homeostat::ei {

namespace {

unsigned char region_bits(double neural, const ClearedMatrix& K, double C, bool is_paradoxical) {
  // K itself is the cleared matrix divided by C, or by C^3: the sign is the same.
  const bool verdict = C > 0 ? K.is_condition_met() : K.trace > 0 && K.determinant < 0;
  return static_cast<unsigned char>(
      (neural > 0 ? neural_region : 0) | (K.is_condition_met() ? rule_region : 0) |
      (is_paradoxical ? paradoxical_region : 0) | (verdict && C != 0 ? rule_verdict : 0));
}

}  // namespace

RegionMap region_map(const PlaneProblem& problem, const PlaneGrid& grid) {
  const RateParameters& p = problem.parameters;
  const std::size_t cells = static_cast<std::size_t>(grid.nx) * static_cast<std::size_t>(grid.ny);
  RegionMap map{grid, std::vector<unsigned char>(cells), std::vector<float>(cells),
                std::vector<float>(cells)};
  std::vector<ClearedMatrix> cleared(cells);
  ClearedMatrix largest{0, 0};
  std::size_t at = 0;
  for (int row = 0; row < grid.ny; ++row) {
    const double W_IE = grid.W_IE(row);
    for (int column = 0; column < grid.nx; ++column, ++at) {
      const Weights w = setpoint_weights(p, problem.setpoints, grid.W_EE(column), W_IE);
      const double C = determinant_C(p, w);
      const ClearedMatrix K = cleared_learning_matrix(problem, w);
      // C is scaled so that its zero line meets the others' at a similar slope.
      const double neural = std::min({C / p.g_I, neural_trace_margin(p, w) / p.tau_E, w.EI, w.II});
      map.neural_level[at] = static_cast<float>(neural);
      map.bits[at] = region_bits(neural, K, C, is_inhibition_stabilised(p, w));
      largest.trace = std::max(largest.trace, std::abs(K.trace));
      largest.determinant = std::max(largest.determinant, std::abs(K.determinant));
      cleared[at] = K;
    }
  }
  // Both conditions on one scale, so that their common edge is continuous.
  const double per_trace = largest.trace > 0 ? 1 / largest.trace : 0;
  const double per_determinant = largest.determinant > 0 ? 1 / largest.determinant : 0;
  for (at = 0; at < cells; ++at) {
    map.rule_level[at] = static_cast<float>(
        std::min(-cleared[at].trace * per_trace, cleared[at].determinant * per_determinant));
  }
  return map;
}

}  // namespace homeostat::ei
