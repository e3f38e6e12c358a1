#include "core/ei/learning_matrix.h"

#include <Eigen/LU>

#include "core/ei/steady_state.h"

namespace homeostat::ei {

namespace {

/// The sums a, b, c, d of the master formula: how the error of E (a, c) and of I (b, d) moves the
/// input of E (a, b) and of I (c, d).
struct RuleSums {
  double a, b, c, d;
};

RuleSums rule_sums(const GainTable& rule, Setpoints set, const Weights& w) {
  const auto m = synaptic_factors(rule.factor, set, w);
  const auto& gain = rule.gain;
  const auto [E, I] = set;
  // EI and II are subtracted in the model: their sign turns here.
  return {E * m[EE] * gain(EE, 0) - I * m[EI] * gain(EI, 0),
          E * m[EE] * gain(EE, 1) - I * m[EI] * gain(EI, 1),
          E * m[IE] * gain(IE, 0) - I * m[II] * gain(II, 0),
          E * m[IE] * gain(IE, 1) - I * m[II] * gain(II, 1)};
}

/// u and v of the SI, and what the closed forms share.
struct Shared {
  double u, v, g, C;
  Shared(const RateParameters& p, const Weights& w)
      : u(1 + p.g_I * w.II), v(p.g_E * w.EE - 1), g(p.g_E * p.g_I), C(determinant_C(p, w)) {}
};

/// Which power of C a rule's trace and determinant are cleared by.
struct Cleared {
  ClearedMatrix matrix;
  double divisor;
};

Cleared clear(const GainTable& rule, const PlaneProblem& problem, const Weights& w) {
  const RateParameters& p = problem.parameters;
  const Shared s(p, w);
  const RuleSums r = rule_sums(rule, problem.setpoints, w);
  return {{-(p.g_E * s.u * r.a - p.g_I * s.v * r.d + s.g * (w.IE * r.b - w.EI * r.c)),
           s.g * (r.a * r.d - r.b * r.c)},
          s.C};
}

Cleared clear(const ForcedBalance& rule, const PlaneProblem& problem, const Weights& w) {
  const RateParameters& p = problem.parameters;
  const Shared s(p, w);
  const double k = relaxation_rate(rule, p, problem.setpoints);
  const double E2 = problem.setpoints.E * problem.setpoints.E;
  const double a1 = rule.alpha_1, a3 = rule.sign_IE * rule.alpha_3;
  const double T = E2 * (-a1 * p.g_E * p.g_E * s.u + a3 * p.g_I * p.g_I * s.v);
  return {{-2 * k * s.C + T, k * k * s.C - k * T + E2 * E2 * a1 * a3 * s.g * s.g}, s.C};
}

/// C G = N: trace K = -sum alpha N^2 / C^2, and det K = g_E^2 g_I^2 S_E S_I / C^2.
Cleared clear(const GradientDescent& rule, const PlaneProblem& problem, const Weights& w) {
  const RateParameters& p = problem.parameters;
  const Shared s(p, w);
  const auto [E, I] = problem.setpoints;
  const std::array<double, 2> onto_E{p.g_E * s.u, s.g * w.IE};
  const std::array<double, 2> onto_I{s.g * w.EI, p.g_I * s.v};
  const double S_E = E * E * rule.alpha[EE] + I * I * rule.alpha[EI];
  const double S_I = E * E * rule.alpha[IE] + I * I * rule.alpha[II];
  const double squares = S_E * (onto_E[0] * onto_E[0] + onto_E[1] * onto_E[1]) +
                         S_I * (onto_I[0] * onto_I[0] + onto_I[1] * onto_I[1]);
  return {{-squares * s.C, s.g * s.g * S_E * S_I * s.C}, s.C * s.C * s.C};
}

Cleared clear(const PlaneProblem& problem, const Weights& w) {
  return std::visit([&](const auto& rule) { return clear(rule, problem, w); }, problem.rule);
}

}  // namespace

Eigen::Matrix<double, 4, 2> change_by_rates(const PlaneProblem& problem, const Weights& w) {
  const RateParameters& p = problem.parameters;
  Eigen::Matrix<double, 4, 2> by_rates = Eigen::Matrix<double, 4, 2>::Zero();
  if (const auto* table = std::get_if<GainTable>(&problem.rule)) {
    const auto m = synaptic_factors(table->factor, problem.setpoints, w);
    for (int row = 0; row < 4; ++row)
      by_rates.row(row) = -m[static_cast<std::size_t>(row)] * table->gain.row(row);
  } else if (const auto* forced = std::get_if<ForcedBalance>(&problem.rule)) {
    by_rates(EE, 0) = -forced->alpha_1 * p.g_E * problem.setpoints.E;
    by_rates(IE, 1) = -forced->sign_IE * forced->alpha_3 * p.g_I * problem.setpoints.E;
  } else {
    const auto& alpha = std::get<GradientDescent>(problem.rule).alpha;
    by_rates = -rate_response(p, w, problem.setpoints).transpose();
    for (int row = 0; row < 4; ++row) by_rates.row(row) *= alpha[static_cast<std::size_t>(row)];
  }
  return by_rates;
}

Eigen::Matrix4d change_by_weights(const PlaneProblem& problem, const Weights&) {
  Eigen::Matrix4d by_weights = Eigen::Matrix4d::Zero();
  const auto* forced = std::get_if<ForcedBalance>(&problem.rule);
  if (forced == nullptr) return by_weights;
  const double k = relaxation_rate(*forced, problem.parameters, problem.setpoints);
  // The balanced W_EI and W_II move with W_EE and W_IE [SI eq. 24].
  const double slope = problem.setpoints.E / problem.setpoints.I;
  by_weights(EI, EE) = by_weights(II, IE) = k * slope;
  by_weights(EI, EI) = by_weights(II, II) = -k;
  return by_weights;
}

LearningMatrix learning_matrix(const PlaneProblem& problem, const Weights& w,
                               const HeldWeights& held) {
  Eigen::Matrix<double, 4, 2> P = change_by_rates(problem, w);
  Eigen::Matrix4d Q = change_by_weights(problem, w);
  for (int row = 0; row < 4; ++row) {
    if (!held[static_cast<std::size_t>(row)]) continue;
    P.row(row).setZero();
    Q.row(row).setZero();
  }
  const Eigen::Matrix<double, 2, 4> G = rate_response(problem.parameters, w, problem.setpoints);
  LearningMatrix K{G * P, Eigen::Matrix2d::Zero()};
  if (Q.isZero(0)) return K;
  Eigen::Matrix<double, 4, 2> S = Eigen::Matrix<double, 4, 2>::Zero();
  S(EI, 0) = S(II, 1) = 1;
  const Eigen::Matrix2d across = G * S;
  K.by_weights = G * Q * S * across.inverse();
  return K;
}

ClearedMatrix cleared_learning_matrix(const PlaneProblem& problem, const Weights& w) {
  return clear(problem, w).matrix;
}

math::EigenPair learning_eigenvalues(const PlaneProblem& problem, const Weights& w) {
  const auto [matrix, divisor] = clear(problem, w);
  return math::eigenvalues(matrix.trace / divisor, matrix.determinant / divisor);
}

}  // namespace homeostat::ei
