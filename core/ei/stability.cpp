#include "core/ei/stability.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>

#include "core/ei/steady_state.h"

namespace homeostat::ei {

namespace {

/// The sums a, b, c, d of the master formula: how the error of E (a, c) and of I (b, d) moves the
/// input of E (a, b) and of I (c, d).
struct RuleSums {
  double a, b, c, d;
};

RuleSums rule_sums(const PlaneProblem& problem, const Weights& w) {
  const auto m = synaptic_factors(problem.rule.factor, problem.setpoints, w);
  const auto& gain = problem.rule.gain;
  const auto [E, I] = problem.setpoints;
  // EI and II are subtracted in the model: their sign turns here.
  return {E * m[EE] * gain(EE, 0) - I * m[EI] * gain(EI, 0),
          E * m[EE] * gain(EE, 1) - I * m[EI] * gain(EI, 1),
          E * m[IE] * gain(IE, 0) - I * m[II] * gain(II, 0),
          E * m[IE] * gain(IE, 1) - I * m[II] * gain(II, 1)};
}

/// C times trace and determinant of K: what the paper's conditions look at.
struct ClearedMatrix {
  double trace, determinant;
};

ClearedMatrix cleared_learning_matrix(const RateParameters& p, const Weights& w,
                                      const RuleSums& s) {
  const double u = 1 + p.g_I * w.II;
  const double v = p.g_E * w.EE - 1;
  const double g = p.g_E * p.g_I;
  return {-(p.g_E * u * s.a - p.g_I * v * s.d + g * (w.IE * s.b - w.EI * s.c)),
          g * (s.a * s.d - s.b * s.c)};
}

/// C times the neural determinant condition and the trace condition [SI eqs. 22, 23].
double neural_trace_margin(const RateParameters& p, const Weights& w) {
  return (1 + p.g_I * w.II) * p.tau_E - (p.g_E * w.EE - 1) * p.tau_I;
}

unsigned char region_bits(double neural, const ClearedMatrix& K, double C, bool is_paradoxical) {
  const bool condition = K.determinant > 0 && K.trace < 0;
  const bool verdict = K.trace / C < 0 && K.determinant / C > 0;
  return static_cast<unsigned char>(
      (neural > 0 ? neural_region : 0) | (condition ? rule_region : 0) |
      (is_paradoxical ? paradoxical_region : 0) | (verdict ? rule_verdict : 0));
}

}  // namespace

Weights setpoint_weights(const RateParameters& p, Setpoints set, double W_EE, double W_IE) {
  const double th_E = p.theta_E - p.I_ext;
  const double th_I = p.theta_I - p.I_ext_I;
  return {W_EE, ((p.g_E * W_EE - 1) * set.E - p.g_E * th_E) / (p.g_E * set.I), W_IE,
          (set.E * W_IE - th_I) / set.I - 1 / p.g_I};
}

Eigen::Matrix2d learning_matrix(const PlaneProblem& problem, const Weights& w) {
  const RateParameters& p = problem.parameters;
  const RuleSums s = rule_sums(problem, w);
  const double u = 1 + p.g_I * w.II;
  const double v = p.g_E * w.EE - 1;
  Eigen::Matrix2d response;  // of (E, I) to the inputs of E and I, times C
  response << u, -p.g_E * w.EI, p.g_I * w.IE, -v;
  Eigen::Matrix2d drive;  // of the inputs, by the errors
  drive << p.g_E * s.a, p.g_E * s.b, p.g_I * s.c, p.g_I * s.d;
  return -response * drive / determinant_C(p, w);
}

TrialMapStability trial_map_stability(const math::EigenPair& rule, double tau_trial) {
  // Each eigenvalue mu of K gives z^2 - (2 - q + q mu) z + (1 - q) = 0 with q = 1 / tau_trial.
  const double q = 1 / tau_trial;
  const double m = 2 * tau_trial - 1;
  TrialMapStability result;
  result.alpha_scale_max = std::numeric_limits<double>::infinity();
  for (int i = 0; i < 2; ++i) {
    const std::complex<double> mu = rule[i];
    if (!std::isfinite(mu.real()) || !std::isfinite(mu.imag())) {
      return {false, std::numeric_limits<double>::infinity(), 0};  // on the line C = 0
    }
    const std::complex<double> half = 0.5 * (2 - q + q * mu);
    const std::complex<double> root = std::sqrt(half * half - (1 - q));
    result.spectral_radius =
        std::max({result.spectral_radius, std::abs(half + root), std::abs(half - root)});
    const double re = mu.real(), im = mu.imag();
    const double limit = re < 0 ? 2 * -re * m / (re * re + m * m * im * im) : 0.0;
    result.alpha_scale_max = std::min(result.alpha_scale_max, limit);
  }
  result.is_stable = result.spectral_radius < 1;
  return result;
}

double slowest_mode_trials(const TrialMapStability& map) {
  return map.is_stable ? -1 / std::log(map.spectral_radius)
                       : std::numeric_limits<double>::infinity();
}

PointStability stability_at(const PlaneProblem& problem, double W_EE, double W_IE) {
  const RateParameters& p = problem.parameters;
  PointStability point;
  point.weights = setpoint_weights(p, problem.setpoints, W_EE, W_IE);
  point.C = determinant_C(p, point.weights);
  point.weights_are_positive = point.weights.EI > 0 && point.weights.II > 0;
  point.is_paradoxical = is_inhibition_stabilised(p, point.weights);
  point.neural = neural_eigenvalues(p, point.weights);
  point.neural_is_stable = point.neural.is_stable();
  const ClearedMatrix cleared =
      cleared_learning_matrix(p, point.weights, rule_sums(problem, point.weights));
  point.rule = math::eigenvalues(cleared.trace / point.C, cleared.determinant / point.C);
  point.rule_is_stable = point.rule.is_stable();
  point.trial_map = trial_map_stability(point.rule, problem.tau_trial);
  return point;
}

double PlaneGrid::W_EE(int column) const {
  return nx == 1 ? W_EE_min : W_EE_min + (W_EE_max - W_EE_min) * column / (nx - 1);
}

double PlaneGrid::W_IE(int row) const {
  return ny == 1 ? W_IE_min : W_IE_min + (W_IE_max - W_IE_min) * row / (ny - 1);
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
      const ClearedMatrix K = cleared_learning_matrix(p, w, rule_sums(problem, w));
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
