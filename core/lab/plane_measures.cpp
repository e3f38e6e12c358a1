// What is measured in the set-point plane: areas, boundaries, verdicts at a place.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/ei/plane_area.h"
#include "core/ei/plane_boundaries.h"
#include "core/ei/stability.h"
#include "core/lab/measure.h"
#include "core/lab/variant_table.h"
#include "core/math/check.h"
#include "core/math/numbers.h"

namespace homeostat::lab {

namespace {

constexpr double nowhere = nan;

using E = const Experiment&;
using M = const Measure&;

ei::PlaneGrid window_of(M m) { return {m.window[0], m.window[1], m.window[2], m.window[3], 2, 2}; }

ei::PlaneAreas areas(E e, M m) { return plane_areas(plane_problem(e.parameters), window_of(m)); }

ei::PlanePoint place(E e, M m) {
  const ei::Weights w = initial_weights(e.parameters);
  return {m.W_EE.value_or(w.EE), m.W_IE.value_or(w.IE)};
}

ei::PointStability at_place(E e, M m) {
  const auto [W_EE, W_IE] = place(e, m);
  return stability_at(plane_problem(e.parameters), W_EE, W_IE);
}

ei::BoundaryKind kind_of(const std::string& name) {
  const auto kinds = ei::boundary_kinds();
  const auto found = std::ranges::find(kinds, name, ei::boundary_name);
  if (found == kinds.end()) bug("a boundary that figure_from_text() should have refused");
  return *found;
}

/// Both ends of the boundary within the window; nothing when it does not cross it.
std::optional<std::array<ei::PlanePoint, 2>> ends(E e, M m, const std::string& line) {
  const ei::BoundaryKind kind = kind_of(line);
  for (const auto& boundary : boundaries(plane_problem(e.parameters), window_of(m))) {
    if (boundary.kind != kind || boundary.lines.empty()) continue;
    return std::array{boundary.lines.front().front(), boundary.lines.front().back()};
  }
  return {};
}

double slope(E e, M m) {
  const auto both = ends(e, m, m.line);
  if (!both) return nowhere;
  const auto& [a, b] = *both;
  return (b.W_IE - a.W_IE) / (b.W_EE - a.W_EE);
}

/// Where it would meet W_EE = 0 if it went on straight.
double level_at_0(E e, M m) {
  const auto both = ends(e, m, m.line);
  return both ? both->front().W_IE - slope(e, m) * both->front().W_EE : nowhere;
}

/// Where a function changes its sign, by scanning and halving; the first such place.
template <class Level>
double root(const Level& level, double low, double high) {
  constexpr int steps = 600, halvings = 60;
  for (int k = 0; k < steps; ++k) {
    double a = low + (high - low) * k / steps, b = low + (high - low) * (k + 1) / steps;
    if ((level(a) > 0) == (level(b) > 0)) continue;
    const bool begins_above = level(a) > 0;
    for (int j = 0; j < halvings; ++j) {
      const double middle = 0.5 * (a + b);
      ((level(middle) > 0) == begins_above ? a : b) = middle;
    }
    return 0.5 * (a + b);
  }
  return nowhere;
}

double boundary_W_IE(E e, M m, double W_EE) {
  const ei::PlaneProblem problem = plane_problem(e.parameters);
  const ei::BoundaryKind kind = kind_of(m.line);
  return root([&](double W_IE) { return boundary_level(problem, kind, W_EE, W_IE); }, m.window[2],
              m.window[3]);
}

double boundary_W_EE(E e, M m) {
  const ei::PlaneProblem problem = plane_problem(e.parameters);
  const ei::BoundaryKind kind = kind_of(m.line);
  const double W_IE = place(e, m).W_IE;
  return root([&](double W_EE) { return boundary_level(problem, kind, W_EE, W_IE); }, m.window[0],
              m.window[1]);
}

double crossing_W_EE(E e, M m) {
  const ei::PlaneProblem problem = plane_problem(e.parameters);
  const ei::BoundaryKind other = kind_of(m.other_line);
  return root(
      [&](double W_EE) { return boundary_level(problem, other, W_EE, boundary_W_IE(e, m, W_EE)); },
      m.window[0], m.window[1]);
}

/// The rule's condition as the paper draws it: C trace K < 0 alone, without that on the
/// determinant.
double meets_trace_condition(E e, M m) {
  const auto [W_EE, W_IE] = place(e, m);
  return boundary_level(plane_problem(e.parameters), ei::BoundaryKind::rule_trace, W_EE, W_IE) > 0;
}

double variants_with_region(E e, M) {
  return static_cast<double>(
      std::ranges::count_if(analytic_variants({e, 1, 1}), &VariantRow::has_stable_region));
}

double setpoint_weight(E e, M m) {
  const ei::Weights w = at_place(e, m).weights;
  return m.weight == "W_II" ? w.II : w.EI;
}

constexpr std::string_view at = "W_EE W_IE", along = "line window";
constexpr auto yes_no = Reading::yes_no;

}  // namespace

std::span<const MeasureSpec> plane_measures() {
  static const auto all = std::to_array<MeasureSpec>({
      {"neural_area", "", "area in which the neurons are stable and all weights positive", nullptr,
       [](E e, M m) { return areas(e, m).neural; }, "window"},
      {"overlap_area", "", "area of it in which the rule is stable too", nullptr,
       [](E e, M m) { return areas(e, m).overlap; }, "window"},
      {"overlap_share", "", "share of the neurons' region in which the rule is stable", nullptr,
       [](E e, M m) { return areas(e, m).overlap_share(); }, "window"},
      {"trial_share", "", "share of it in which it is so from trial to trial", nullptr,
       [](E e, M m) { return areas(e, m).trial_share(); }, "window"},
      {"is_neural_stable", "", "the neurons are stable at that place", nullptr,
       [](E e, M m) { return at_place(e, m).neural_is_stable ? 1.0 : 0.0; }, at, yes_no},
      {"is_rule_stable", "", "the rule is stable at that place", nullptr,
       [](E e, M m) { return at_place(e, m).rule_is_stable ? 1.0 : 0.0; }, at, yes_no},
      {"is_paradoxical", "", "the paradoxical effect is there", nullptr,
       [](E e, M m) { return at_place(e, m).is_paradoxical ? 1.0 : 0.0; }, at, yes_no},
      {"meets_trace_condition", "", "the rule's condition on the trace alone holds", nullptr,
       meets_trace_condition, at, yes_no},
      {"rule_eigenvalue", "per trial", "real part of the rule's slower eigenvalue", nullptr,
       [](E e, M m) { return at_place(e, m).rule.re[1]; }, at},
      {"setpoint_weight", "", "what the setpoints need there", nullptr, setpoint_weight,
       "W_EE W_IE weight"},
      {"boundary_slope", "", "of a boundary W_IE(W_EE)", nullptr, slope, along},
      {"boundary_level", "", "of a straight boundary at W_EE = 0", nullptr, level_at_0, along},
      {"boundary_W_IE", "", "of a boundary at that W_EE", nullptr,
       [](E e, M m) { return boundary_W_IE(e, m, place(e, m).W_EE); }, "line window W_EE"},
      {"boundary_W_EE", "", "of a boundary at that W_IE", nullptr, boundary_W_EE,
       "line window W_IE"},
      {"crossing_W_EE", "", "where two boundaries meet", nullptr, crossing_W_EE,
       "line other_line window"},
      {"crossing_W_IE", "", "where two boundaries meet", nullptr,
       [](E e, M m) { return boundary_W_IE(e, m, crossing_W_EE(e, m)); }, "line other_line window"},
      {"variants_with_region", "", "how many of the 16 sign variants have a stable region", nullptr,
       variants_with_region, ""},
  });
  return all;
}

}  // namespace homeostat::lab
