// The curves that bound the regions of the set-point plane.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/ei/learning_matrix.h"
#include "core/ei/plane_grid.h"

namespace homeostat::ei {

enum class BoundaryKind {
  neural_determinant,  ///< C = 0 [paradox, SI eq. 22]
  neural_trace,        ///< [SI eq. 23]
  W_EI_zero,           ///< [SI eq. 25]
  W_II_zero,           ///< [SI eq. 26]
  paradoxical,         ///< g_E W_EE = 1 [SI eq. 27]
  rule_trace,          ///< C trace K = 0
  rule_determinant,    ///< C det K = 0
  trial_map,           ///< the discrete protocol loses stability at the present learning rates
};

/// All kinds, in that order.
std::span<const BoundaryKind> boundary_kinds();

/// As in files: "neural_determinant", ...
std::string_view boundary_name(BoundaryKind kind);

/// Positive on the side where the condition holds, zero on the boundary.
double boundary_level(const PlaneProblem& problem, BoundaryKind kind, double W_EE, double W_IE);

struct PlanePoint {
  double W_EE = 0, W_IE = 0;
};

struct Boundary {
  BoundaryKind kind = BoundaryKind::neural_determinant;
  /// Each within the window; every point lies on the curve to rounding.
  std::vector<std::vector<PlanePoint>> lines;
};

/// Every boundary that crosses the grid's window; one that does not has no lines. Features smaller
/// than a hundredth of the window may be missed.
std::vector<Boundary> boundaries(const PlaneProblem& problem, const PlaneGrid& window);

}  // namespace homeostat::ei
