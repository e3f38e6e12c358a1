// For a given W_EE nearly every condition is linear in W_IE, so that what is stable in that column
// is an interval known exactly; quadrature over W_EE does the rest.
#include "core/ei/plane_area.h"

#include <algorithm>
#include <array>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <vector>

#include "core/ei/plane_boundaries.h"

namespace homeostat::ei {

namespace {

struct Interval {
  double from, to;
};

using Intervals = std::vector<Interval>;

constexpr int samples_of_curve = 25;
constexpr double relative_error = 1e-6;
constexpr unsigned most_halvings = 12;
/// The trial map's edge is curved, and dear to find: so many columns, and no more.
constexpr int columns_of_trial_map = 256;

/// Where a level changes its sign: exact at once where it is linear, else by halving.
template <class Level>
double root_between(const Level& level, double y, double here, double next_y, double next,
                    bool is_linear) {
  if (is_linear) return y + (next_y - y) * here / (here - next);
  constexpr int halvings = 24;
  for (int k = 0; k < halvings; ++k) {
    const double middle = 0.5 * (y + next_y);
    ((level(middle) > 0) == (here > 0) ? y : next_y) = middle;
  }
  return 0.5 * (y + next_y);
}

/// Where the level is positive in [low, high]; a curved one is looked at in steps.
template <class Level>
Intervals positive_part(const Level& level, double low, double high) {
  const double middle = 0.5 * (low + high);
  const std::array<double, 3> ends{level(low), level(middle), level(high)};
  const double scale = std::max({std::abs(ends[0]), std::abs(ends[1]), std::abs(ends[2])});
  const bool is_linear = std::abs(ends[0] + ends[2] - 2 * ends[1]) <= 1e-12 * scale;
  const int samples = is_linear ? 2 : samples_of_curve;
  Intervals found;
  double y = low, here = ends[0];
  double begin = here > 0 ? low : high;
  for (int k = 1; k < samples; ++k) {
    const double next_y = low + (high - low) * k / (samples - 1);
    const double next = level(next_y);
    if ((here > 0) != (next > 0)) {
      const double root = root_between(level, y, here, next_y, next, is_linear);
      if (next > 0) {
        begin = root;
      } else {
        found.push_back({begin, root});
      }
    }
    y = next_y;
    here = next;
  }
  if (here > 0) found.push_back({begin, high});
  return found;
}

Intervals intersection(const Intervals& a, const Intervals& b) {
  Intervals both;
  for (const Interval& x : a) {
    for (const Interval& y : b) {
      const Interval common{std::max(x.from, y.from), std::min(x.to, y.to)};
      if (common.from < common.to) both.push_back(common);
    }
  }
  return both;
}

double length(const Intervals& all) {
  double sum = 0;
  for (const Interval& one : all) sum += one.to - one.from;
  return sum;
}

constexpr std::array neural_conditions{BoundaryKind::neural_determinant, BoundaryKind::neural_trace,
                                       BoundaryKind::W_EI_zero, BoundaryKind::W_II_zero};
constexpr std::array rule_conditions{BoundaryKind::rule_trace, BoundaryKind::rule_determinant};
constexpr std::array trial_condition{BoundaryKind::trial_map};

template <class Kinds>
Intervals hold_together(const PlaneProblem& problem, const Kinds& kinds, double W_EE,
                        Intervals where) {
  for (const BoundaryKind kind : kinds) {
    if (where.empty()) return where;
    const auto level = [&](double W_IE) { return boundary_level(problem, kind, W_EE, W_IE); };
    where = intersection(where, positive_part(level, where.front().from, where.back().to));
  }
  return where;
}

/// The integral of a length over W_EE.
template <class Length>
double integral(const Length& length_at, double from, double to) {
  using boost::math::quadrature::gauss_kronrod;
  if (!(from < to)) return 0;
  return gauss_kronrod<double, 15>::integrate(length_at, from, to, most_halvings, relative_error);
}

template <class Length>
double midpoint_integral(const Length& length_at, double from, double to) {
  const double width = (to - from) / columns_of_trial_map;
  double sum = 0;
  for (int k = 0; k < columns_of_trial_map; ++k) sum += length_at(from + (k + 0.5) * width);
  return sum * width;
}

/// The part of the window's W_EE in which W_EI > 0: elsewhere there is nothing to measure, and at
/// its end whole columns begin to count.
Interval reachable_W_EE(const PlaneProblem& problem, const PlaneGrid& window) {
  const auto W_EI = [&](double W_EE) {
    return boundary_level(problem, BoundaryKind::W_EI_zero, W_EE, window.W_IE_min);
  };
  const Intervals part = positive_part(W_EI, window.W_EE_min, window.W_EE_max);
  return part.empty() ? Interval{window.W_EE_min, window.W_EE_min} : part.front();
}

}  // namespace

PlaneAreas plane_areas(const PlaneProblem& problem, const PlaneGrid& window) {
  const Intervals whole{{window.W_IE_min, window.W_IE_max}};
  const auto neural = [&](double W_EE) {
    return hold_together(problem, neural_conditions, W_EE, whole);
  };
  const auto neural_length = [&](double W_EE) { return length(neural(W_EE)); };
  const auto overlap = [&](double W_EE) {
    return hold_together(problem, rule_conditions, W_EE, neural(W_EE));
  };
  const auto overlap_length = [&](double W_EE) { return length(overlap(W_EE)); };
  const auto trial_length = [&](double W_EE) {
    return length(hold_together(problem, trial_condition, W_EE, overlap(W_EE)));
  };
  const auto [from, to] = reachable_W_EE(problem, window);
  return {integral(neural_length, from, to), integral(overlap_length, from, to),
          midpoint_integral(trial_length, from, to)};
}

}  // namespace homeostat::ei
