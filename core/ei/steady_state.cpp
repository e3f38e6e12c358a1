#include "core/ei/steady_state.h"

#include <algorithm>
#include <cmath>

#include "core/math/linear.h"
#include "core/math/numbers.h"

namespace homeostat::ei {

namespace {

/// Thresholds as they stand with the steady inputs.
Rates thresholds(const RateParameters& p) { return {p.theta_E - p.I_ext, p.theta_I - p.I_ext_I}; }

/// Where a population stands on its transfer function.
enum class Regime { silent, linear, saturated };

double pinned_rate(Regime regime, double largest) {
  return regime == Regime::saturated ? largest : 0;
}

/// The fixed point if E and I were in the given regimes; may contradict them.
Rates candidate(const RateParameters& p, const Weights& w, Regime E, Regime I) {
  const Rates th = thresholds(p);
  const double v = p.g_E * w.EE - 1;
  const double u = 1 + p.g_I * w.II;
  if (E == Regime::linear && I == Regime::linear) return up_state(p, w);
  Rates r{pinned_rate(E, p.E_max), pinned_rate(I, p.I_max)};
  if (E == Regime::linear) r.E = p.g_E * (w.EI * r.I + th.E) / v;
  if (I == Regime::linear) r.I = p.g_I * (w.IE * r.E - th.I) / u;
  return r;
}

bool agrees(Regime regime, double rate, double input, double gain, double largest) {
  switch (regime) {
    case Regime::silent:
      return input <= 0;
    case Regime::saturated:
      return gain * input >= largest;
    case Regime::linear:
      break;
  }
  return rate > 0 && rate < largest;
}

/// Eigenvalues of the populations that are free to move; those at a bound are held there.
bool is_stable_there(const RateParameters& p, const Weights& w, Regime E, Regime I) {
  const double E_slope = E == Regime::linear ? (p.g_E * w.EE - 1) / p.tau_E : -1 / p.tau_E;
  const double I_slope = I == Regime::linear ? -(p.g_I * w.II + 1) / p.tau_I : -1 / p.tau_I;
  if (E != Regime::linear || I != Regime::linear) return E_slope < 0 && I_slope < 0;
  const double coupling = p.g_E * w.EI / p.tau_E * p.g_I * w.IE / p.tau_I;
  return math::eigenvalues(E_slope + I_slope, E_slope * I_slope + coupling).is_stable();
}

Rates inputs(const RateParameters& p, const Weights& w, Rates at) {
  const Rates th = thresholds(p);
  return {w.EE * at.E - w.EI * at.I - th.E, w.IE * at.E - w.II * at.I - th.I};
}

constexpr Rates gap{nan,
                    nan};

}  // namespace

double determinant_C(const RateParameters& p, const Weights& w) {
  return p.g_E * p.g_I * w.EI * w.IE - (1 + p.g_I * w.II) * (p.g_E * w.EE - 1);
}

Rates up_state(const RateParameters& p, const Weights& w) {
  const Rates th = thresholds(p);
  const double u = 1 + p.g_I * w.II;
  const double v = p.g_E * w.EE - 1;
  const double C = determinant_C(p, w);
  return {p.g_E * (p.g_I * w.EI * th.I - u * th.E) / C,
          p.g_I * (v * th.I - p.g_E * w.IE * th.E) / C};
}

Weights setpoint_weights(const RateParameters& p, Setpoints set, double W_EE, double W_IE) {
  const auto [th_E, th_I] = thresholds(p);
  return {W_EE, ((p.g_E * W_EE - 1) * set.E - p.g_E * th_E) / (p.g_E * set.I), W_IE,
          (set.E * W_IE - th_I) / set.I - 1 / p.g_I};
}

bool is_inhibition_stabilised(const RateParameters& p, const Weights& w) {
  return p.g_E * w.EE > 1;
}

double paradoxical_onset(const RateParameters& p) { return 1 / p.g_E; }

math::EigenPair neural_eigenvalues(const RateParameters& p, const Weights& w) {
  const double trace = (p.g_E * w.EE - 1) / p.tau_E - (1 + p.g_I * w.II) / p.tau_I;
  return math::eigenvalues(trace, determinant_C(p, w) / (p.tau_E * p.tau_I));
}

double neural_trace_margin(const RateParameters& p, const Weights& w) {
  return (1 + p.g_I * w.II) * p.tau_E - (p.g_E * w.EE - 1) * p.tau_I;
}

Eigen::Matrix<double, 2, 4> rate_response(const RateParameters& p, const Weights& w, Rates up) {
  const double u = 1 + p.g_I * w.II;
  const double v = p.g_E * w.EE - 1;
  const double g = p.g_E * p.g_I;
  Eigen::Matrix<double, 2, 4> response;
  response << p.g_E * u * up.E, -p.g_E * u * up.I, -g * w.EI * up.E, g * w.EI * up.I,
      g * w.IE * up.E, -g * w.IE * up.I, -p.g_I * v * up.E, p.g_I * v * up.I;
  return response / determinant_C(p, w);
}

std::vector<FixedPoint> fixed_points(const RateParameters& p, const Weights& w) {
  using enum Regime;
  std::vector<FixedPoint> found;
  for (const Regime E : {silent, linear, saturated}) {
    for (const Regime I : {silent, linear, saturated}) {
      const Rates at = candidate(p, w, E, I);
      if (!std::isfinite(at.E) || !std::isfinite(at.I)) continue;
      const Rates input = inputs(p, w, at);
      if (agrees(E, at.E, input.E, p.g_E, p.E_max) && agrees(I, at.I, input.I, p.g_I, p.I_max)) {
        found.push_back({at, is_stable_there(p, w, E, I)});
      }
    }
  }
  return found;
}

Rates velocity(const RateParameters& p, const Weights& w, Rates at) {
  const Rates input = inputs(p, w, at);
  return {(-at.E + p.g_E * std::max(0.0, input.E)) / p.tau_E,
          (-at.I + p.g_I * std::max(0.0, input.I)) / p.tau_I};
}

std::vector<Rates> nullcline_E(const RateParameters& p, const Weights& w, Rates largest,
                               int points) {
  const double th = thresholds(p).E;
  std::vector<Rates> line;
  // E = 0 rests where its input stays below threshold: from this I upwards.
  const double rest_from = w.EI > 0 ? -th / w.EI : (th >= 0 ? 0.0 : largest.I);
  line.push_back({0, std::clamp(rest_from, 0.0, largest.I)});
  line.push_back({0, largest.I});
  line.push_back(gap);
  if (w.EI <= 0) return line;
  const double E_end = std::min(largest.E, p.E_max);
  for (int k = 0; k < points; ++k) {
    const double E = E_end * k / (points - 1);
    const double I = ((p.g_E * w.EE - 1) * E / p.g_E - th) / w.EI;
    line.push_back(I >= 0 && I <= largest.I ? Rates{E, I} : gap);
  }
  return line;
}

std::vector<Rates> nullcline_I(const RateParameters& p, const Weights& w, Rates largest,
                               int points) {
  const double th = thresholds(p).I;
  std::vector<Rates> line;
  for (int k = 0; k < points; ++k) {
    const double E = largest.E * k / (points - 1);
    const double I = p.g_I * std::max(0.0, w.IE * E - th) / (1 + p.g_I * w.II);
    line.push_back({E, std::min(I, p.I_max)});
  }
  return line;
}

}  // namespace homeostat::ei
