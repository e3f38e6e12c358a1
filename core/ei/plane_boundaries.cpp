#include "core/ei/plane_boundaries.h"

#include <algorithm>
#include <array>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>

#include "core/ei/steady_state.h"
#include "core/ei/trial_map.h"
#include "core/math/contour.h"

namespace homeostat::ei {

namespace {

constexpr int samples = 101;
/// The trial map of forced balance has no closed form and costs a hundred times as much.
constexpr int costly_samples = 51;

constexpr std::array kinds{BoundaryKind::neural_determinant, BoundaryKind::neural_trace,
                           BoundaryKind::W_EI_zero,          BoundaryKind::W_II_zero,
                           BoundaryKind::paradoxical,        BoundaryKind::rule_trace,
                           BoundaryKind::rule_determinant,   BoundaryKind::trial_map};

constexpr std::array<std::string_view, kinds.size()> names{
    "neural_determinant", "neural_trace", "W_EI_zero",        "W_II_zero",
    "paradoxical",        "rule_trace",   "rule_determinant", "trial_map"};

/// Moves a crossing found by linear interpolation onto the curve, along its side of the cell.
PlanePoint refined(const PlaneProblem& problem, BoundaryKind kind, const PlaneGrid& grid,
                   const math::GridPoint& at) {
  const bool along_row = at.row == std::floor(at.row);
  const double whole_column = std::floor(at.column), whole_row = std::floor(at.row);
  const auto point = [&](double part) {
    return PlanePoint{grid.W_EE_at(along_row ? whole_column + part : at.column),
                      grid.W_IE_at(along_row ? at.row : whole_row + part)};
  };
  const auto level = [&](double part) {
    const PlanePoint p = point(part);
    return boundary_level(problem, kind, p.W_EE, p.W_IE);
  };
  const double part = along_row ? at.column - whole_column : at.row - whole_row;
  const double low = level(0), high = level(1);
  // A crossing in a corner of the grid, or one that is already exact.
  if (part == 0 || !(low * high < 0)) return point(part);
  std::uintmax_t steps = 60;
  const auto [below, above] = boost::math::tools::toms748_solve(
      level, 0.0, 1.0, low, high, boost::math::tools::eps_tolerance<double>(50), steps);
  return point(0.5 * (below + above));
}

Boundary boundary(const PlaneProblem& problem, BoundaryKind kind, const PlaneGrid& window) {
  PlaneGrid grid = window;
  grid.nx = grid.ny =
      kind == BoundaryKind::trial_map && std::holds_alternative<ForcedBalance>(problem.rule)
          ? costly_samples
          : samples;
  std::vector<float> levels;
  levels.reserve(static_cast<std::size_t>(grid.nx * grid.ny));
  for (int row = 0; row < grid.ny; ++row) {
    for (int column = 0; column < grid.nx; ++column) {
      levels.push_back(
          static_cast<float>(boundary_level(problem, kind, grid.W_EE(column), grid.W_IE(row))));
    }
  }
  Boundary found{kind, {}};
  for (const math::Contour& line : math::zero_contours(levels, grid.nx, grid.ny)) {
    auto& points = found.lines.emplace_back();
    for (const math::GridPoint& at : line) points.push_back(refined(problem, kind, grid, at));
  }
  return found;
}

}  // namespace

std::span<const BoundaryKind> boundary_kinds() { return kinds; }

std::string_view boundary_name(BoundaryKind kind) { return names[static_cast<std::size_t>(kind)]; }

double boundary_level(const PlaneProblem& problem, BoundaryKind kind, double W_EE, double W_IE) {
  const RateParameters& p = problem.parameters;
  const Weights w = setpoint_weights(p, problem.setpoints, W_EE, W_IE);
  switch (kind) {
    case BoundaryKind::neural_determinant:
      return determinant_C(p, w);
    case BoundaryKind::neural_trace:
      return neural_trace_margin(p, w);
    case BoundaryKind::W_EI_zero:
      return w.EI;
    case BoundaryKind::W_II_zero:
      return w.II;
    case BoundaryKind::paradoxical:
      return W_EE - paradoxical_onset(p);
    case BoundaryKind::rule_trace:
      return -cleared_learning_matrix(problem, w).trace;
    case BoundaryKind::rule_determinant:
      return cleared_learning_matrix(problem, w).determinant;
    case BoundaryKind::trial_map:
      break;
  }
  return trial_map_margin(problem, w);
}

std::vector<Boundary> boundaries(const PlaneProblem& problem, const PlaneGrid& window) {
  std::vector<Boundary> all;
  for (const BoundaryKind kind : kinds) all.push_back(boundary(problem, kind, window));
  return all;
}

}  // namespace homeostat::ei
