#include "core/ei/loss.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/ei/steady_state.h"
#include "core/math/numbers.h"

namespace homeostat::ei {

namespace {


Eigen::Vector4d vector_of(const Weights& w) { return {w.EE, w.EI, w.IE, w.II}; }

}  // namespace

std::optional<Rates> existing_up_state(const RateParameters& p, const Weights& w) {
  if (!(determinant_C(p, w) > 0)) return {};
  const Rates up = up_state(p, w);
  const bool exists = up.E > 0 && up.E < p.E_max && up.I > 0 && up.I < p.I_max;
  return exists ? std::optional(up) : std::nullopt;
}

double loss(const RateParameters& p, Setpoints set, const Weights& w) {
  const auto up = existing_up_state(p, w);
  if (!up) return nan;
  return 0.5 * (std::pow(set.E - up->E, 2) + std::pow(set.I - up->I, 2));
}

double Descent::angle() const {
  const double lengths = steepest.norm() * by_rule.norm();
  if (!(lengths > 0)) return nan;
  const double cosine = std::clamp(steepest.dot(by_rule) / lengths, -1.0, 1.0);
  return std::acos(cosine) * 180 / std::numbers::pi;
}

std::optional<Descent> descent(const PlaneProblem& problem, const LearningBounds& bounds,
                               const Weights& w) {
  const RateParameters& p = problem.parameters;
  const auto up = existing_up_state(p, w);
  if (!up) return {};
  const Eigen::Vector2d errors(problem.setpoints.E - up->E, problem.setpoints.I - up->I);
  const Rates sensed = sensed_rates(*up, bounds.rate_floor);
  Eigen::Vector4d by_rule = vector_of(weight_change(problem.rule, p, sensed, problem.setpoints, w));
  for (int k = 0; k < 4; ++k) {
    if (w.array()[static_cast<std::size_t>(k)] <= bounds.W_min && by_rule[k] < 0) by_rule[k] = 0;
  }
  return Descent{0.5 * errors.squaredNorm(), rate_response(p, w, *up).transpose() * errors,
                 by_rule};
}

LossMap loss_map(const RateParameters& p, Setpoints set, const Weights& held,
                 const PlaneGrid& grid) {
  LossMap map{grid, {}};
  map.loss.reserve(static_cast<std::size_t>(grid.nx) * static_cast<std::size_t>(grid.ny));
  Weights w = held;
  for (int row = 0; row < grid.ny; ++row) {
    w.IE = grid.W_IE(row);
    for (int column = 0; column < grid.nx; ++column) {
      w.EE = grid.W_EE(column);
      map.loss.push_back(static_cast<float>(loss(p, set, w)));
    }
  }
  return map;
}

}  // namespace homeostat::ei
