#include "core/ei/steady_sweep.h"

#include <algorithm>
#include <cmath>

#include "core/ei/steady_state.h"
#include "core/math/numbers.h"

namespace homeostat::ei {

namespace {


/// One population with its own feedback and a steady input: x' ~ -x + g [s x + input]+, x <= max.
struct Lone {
  double g, s, input, max, start;

  double velocity(double x) const { return -x + g * std::max(0.0, s * x + input); }
};

Lone lone_population(const Circuit& circuit, bool is_I, Rates held) {
  const auto& [p, w] = circuit;
  if (is_I) return {p.g_I, -w.II, w.IE * held.E + p.I_ext_I - p.theta_I, p.I_max, held.I};
  return {p.g_E, w.EE, p.I_ext - w.EI * held.I - p.theta_E, p.E_max, held.E};
}

/// Where it goes from its start.
double settled(const Lone& x) {
  const double feedback = x.g * x.s - 1;
  if (feedback < 0) return std::clamp(-x.g * x.input / feedback, 0.0, x.max);
  // Nothing holds it in between: it leaves for one of its bounds, or it stays.
  const double rounding = 1e-12 * (x.start + x.g * (std::abs(x.input) + x.s * x.start));
  const double velocity = x.velocity(x.start);
  if (std::abs(velocity) <= rounding) return x.start;
  return velocity > 0 ? x.max : 0;
}

Rates up_state_or_nan(const Circuit& circuit) {
  const Rates up = up_state(circuit.parameters, circuit.weights);
  return is_within_bounds(circuit.parameters, up) ? up : Rates{nan, nan};
}

}  // namespace

Circuit with_weight(Circuit circuit, WeightClass c, double value) {
  auto weights = circuit.weights.array();
  weights[c] = value;
  circuit.weights = Weights::from(weights);
  return circuit;
}

double naive_rate(const Circuit& circuit, WeightClass c, Rates held) {
  if (std::isnan(held.E) || std::isnan(held.I)) return nan;
  return settled(lone_population(circuit, is_onto_I(c), held));
}

bool leaves_when_alone(const Circuit& circuit, WeightClass c) {
  return !is_onto_I(c) && is_inhibition_stabilised(circuit.parameters, circuit.weights);
}

SteadyPoint steady_point(const Circuit& now, WeightClass c, double weight) {
  return steady_sweep(now, c, weight, weight, 2).front();
}

std::vector<SteadyPoint> steady_sweep(const Circuit& now, WeightClass c, double low, double high,
                                      int points) {
  const Rates held = up_state_or_nan(now);
  std::vector<SteadyPoint> line;
  line.reserve(static_cast<std::size_t>(points));
  for (int k = 0; k < points; ++k) {
    const double weight = low + (high - low) * k / (points - 1);
    const Circuit there = with_weight(now, c, weight);
    line.push_back({weight, up_state_or_nan(there),
                    neural_eigenvalues(there.parameters, there.weights).is_stable(),
                    naive_rate(there, c, held)});
  }
  return line;
}

std::optional<double> vertical_asymptote(const Circuit& now, WeightClass c) {
  const auto& [p, w] = now;
  // C is a straight line in each weight.
  const double at_0 = determinant_C(p, with_weight(now, c, 0).weights);
  const double slope = std::array{-(1 + p.g_I * w.II) * p.g_E, p.g_E * p.g_I * w.IE,
                                  p.g_E * p.g_I * w.EI, -p.g_I * (p.g_E * w.EE - 1)}[c];
  const double zero = -at_0 / slope;
  return std::isfinite(zero) && zero >= 0 ? std::optional(zero) : std::nullopt;
}

WeightEffect weight_effect(const Circuit& now, WeightClass c) {
  if (up_state_loss(now) != UpStateLoss::none) return WeightEffect::no_up_state;
  const auto& [p, w] = now;
  const double slope = rate_response(p, w, up_state(p, w))(is_onto_I(c) ? 1 : 0, c);
  if (slope == 0) return WeightEffect::none;
  return (slope > 0) == is_from_I(c) ? WeightEffect::paradoxical : WeightEffect::as_expected;
}

}  // namespace homeostat::ei
