#include "core/balance/robustness.h"

#include <algorithm>
#include <boost/math/tools/minima.hpp>
#include <cmath>

#include "core/balance/gaussian.h"
#include "core/balance/root.h"
#include "core/math/numbers.h"

namespace homeostat::balance {

namespace {

/// What a margin K asks for, whatever the signs: [S.94, S.90], and G_Q [S.121] = -pull.
struct AtMargin {
  double K, Delta, alpha_unc, pull;
};

AtMargin at_margin(double p_out, double K) {
  const double Delta = Delta_at(p_out, K);
  const double plus = p_out * E2(-(Delta + K)), minus = (1 - p_out) * E2(Delta - K);
  const double alpha_unc = 1 / (plus + minus);
  // At M = 0 both classes pull alike.
  return {K, Delta, alpha_unc, 2 * K * alpha_unc * p_out * E1(-(Delta + K))};
}

/// Solves the equations of the margin |w| kappa at given K: Q [S.123 or S.128], with B = 0 or with
/// no net drive [S.129].
CriticalSolution solution_at(const Circuit& circuit, double K, bool is_balanced) {
  const AtMargin margin = at_margin(circuit.p_out, K);
  const double f = circuit.f_exc, lambda2 = circuit.lambda * circuit.lambda;
  CriticalSolution s;
  s.regime = is_balanced ? Regime::balanced : Regime::unbalanced;
  s.K = K;
  s.Delta = margin.Delta;
  const auto set_Q = [&](double Q) {
    s.Q = Q;
    s.Z_exc = 1 / (1 - (1 - Q) * margin.pull);
    s.Z_inh = 1 / (1 - (1 - Q / lambda2) * margin.pull);
    s.B = is_balanced ? balancing_B(circuit, s.Z_exc, s.Z_inh) : 0;
    const double exc = f * E2(s.B) / 2 * s.Z_exc * s.Z_exc;
    const double inh = (1 - f) * E2(-s.B * circuit.phi) / 2 * s.Z_inh * s.Z_inh;
    s.C = exc + inh;
    return s.C / (exc + inh / lambda2) - Q;
  };
  set_Q(root_between(set_Q, std::min(1.0, lambda2), std::max(1.0, lambda2)));
  s.alpha = 2 * s.C * margin.alpha_unc;
  s.kappa = K * std::sqrt(s.Q);
  const double net =
      f * E1(s.B) * s.Z_exc - (1 - f) * circuit.phi * E1(-s.B * circuit.phi) * s.Z_inh;
  s.theta_tilde = is_balanced ? 0 : net / std::sqrt(2 * s.C);
  return s;
}

CriticalSolution solution_of_load(const Circuit& circuit, double alpha, bool is_balanced) {
  const auto too_much = [&](double K) {
    return solution_at(circuit, K, is_balanced).alpha - alpha;
  };
  return solution_at(circuit, root_beyond(too_much, 0, 0.5), is_balanced);
}

/// kappa_out between balanced capacity and capacity, at given B > 0 [S.132 to S.138].
CriticalSolution unbalanced_kappa_out_at(const Circuit& circuit, double B) {
  const double f = circuit.f_exc, lambda2 = circuit.lambda * circuit.lambda;
  const double exc = f * E2(B) / 2, inh = (1 - f) * E2(-B * circuit.phi) / 2, sum = exc + inh;
  const double net = f * E1(B) - (1 - f) * circuit.phi * E1(-B * circuit.phi);
  CriticalSolution s;
  s.regime = Regime::linear_programming;
  s.B = B;
  s.Q = sum / (exc + inh / lambda2);
  s.theta_tilde = net / std::sqrt(2 * sum);
  const double root_C = std::sqrt(sum) + B * s.theta_tilde / std::sqrt(2.0);
  s.C = root_C * root_C;
  s.Z_exc = s.Z_inh = root_C / std::sqrt(sum);
  // kappa_0 pull(K)/K = B/sqrt(2C), K = theta~ kappa_0.
  const double wanted = B / std::sqrt(2 * s.C);
  const double p = circuit.p_out;
  const auto too_much = [&](double kappa) {
    const AtMargin margin = at_margin(p, s.theta_tilde * kappa);
    return 2 * kappa * margin.alpha_unc * p * E1(-(margin.Delta + margin.K)) - wanted;
  };
  s.kappa = wanted > 0 ? root_beyond(too_much, 0, 0.5) : 0;
  const AtMargin margin = at_margin(p, s.theta_tilde * s.kappa);
  s.K = margin.K;
  s.Delta = margin.Delta;
  s.alpha = 2 * s.C * margin.alpha_unc;
  return s;
}

double square(double x) { return x * x; }

/// Largest load at which balanced solutions of N inputs have margin kappa: the variational form.
double balanced_load(const Circuit& circuit, double kappa, double N, double Gamma, double CV_exc) {
  constexpr int bits = 30;  // of the place of a maximum; its value then has twice as many
  const double p = circuit.p_out, lambda2 = square(circuit.lambda);
  const auto load_at = [&](double excitatory_square) {
    const double root_Q = 1 / std::sqrt(excitatory_square + (1 - excitatory_square) / lambda2);
    const double K = kappa / root_Q, theta = 1 / (Gamma * root_Q);
    const auto minus_load = [&](double Delta) {
      const double overlap =
          largest_overlap(circuit, (theta - Delta) * CV_exc / std::sqrt(N), excitatory_square);
      return -square(overlap) / (p * E2(-(Delta + K)) + (1 - p) * E2(Delta - K));
    };
    const double middle = Delta_at(p, K);
    return -boost::math::tools::brent_find_minima(minus_load, middle - 1, middle + 1, bits).second;
  };
  return -boost::math::tools::brent_find_minima([&](double e) { return -load_at(e); }, 1e-6,
                                                1 - 1e-6, bits)
              .second;
}

}  // namespace

double CriticalSolution::scaled_norm() const {
  return regime == Regime::balanced ? infinity
                                    : 1 / (theta_tilde * std::sqrt(Q));
}

std::optional<CriticalSolution> kappa_in_max(const Circuit& circuit, double alpha) {
  if (alpha >= alpha_c(circuit)) return std::nullopt;
  const CriticalSolution unbalanced = solution_of_load(circuit, alpha, false);
  if (unbalanced.theta_tilde > 0) return unbalanced;
  return solution_of_load(circuit, alpha, true);
}

std::optional<CriticalSolution> kappa_out_max(const Circuit& circuit, double alpha) {
  if (alpha >= alpha_c(circuit)) return std::nullopt;
  if (alpha < alpha_b(circuit)) return solution_of_load(circuit, alpha, true);
  const auto too_much = [&](double B) { return unbalanced_kappa_out_at(circuit, B).alpha - alpha; };
  // B grows from 0 at the capacity to where nothing drives the neuron any more.
  const double B = circuit.f_exc < 1 ? root_between(too_much, 0, balancing_B(circuit))
                                     : root_beyond(too_much, 0, 0.5);
  return unbalanced_kappa_out_at(circuit, B);
}

std::optional<double> balanced_kappa_out_max(const Circuit& circuit, double alpha, double N,
                                             double Gamma, double CV_exc) {
  if (circuit.f_exc <= 0 || circuit.f_exc >= 1) return std::nullopt;
  const auto too_much = [&](double kappa) {
    return balanced_load(circuit, kappa, N, Gamma, CV_exc) - alpha;
  };
  if (too_much(0) <= 0) return std::nullopt;
  return root_beyond(too_much, 0, 0.5);
}

double balanced_capacity(const Circuit& circuit, double N, double Gamma, double CV_exc) {
  if (circuit.f_exc <= 0 || circuit.f_exc >= 1) return 0;
  return balanced_load(circuit, 0, N, Gamma, CV_exc);
}

double phi_star(const Circuit& circuit, double kappa_in) {
  const auto too_much = [&](double K) { return solution_at(circuit, K, false).kappa - kappa_in; };
  const CriticalSolution s = solution_at(circuit, root_beyond(too_much, 0, 0.5), false);
  return circuit.f_exc * s.Z_exc / ((1 - circuit.f_exc) * s.Z_inh);
}

double WeightLaw::density(double w) const {
  return w * sign <= 0 ? 0 : gaussian_density((w - mean) / deviation) / deviation;
}

// With z = the mean's distance to the wrong side: E[(m + s t)_+] = s E1(-m/s), squares likewise.
double WeightLaw::mean_weight() const { return sign * deviation * E1(-sign * mean / deviation); }
double WeightLaw::mean_square() const { return square(deviation) * E2(-sign * mean / deviation); }

WeightLaws weight_laws(const Circuit& circuit, const CriticalSolution& s, double N, double Gamma,
                       double CV_exc) {
  const double theta = s.regime == Regime::balanced ? 1 / (Gamma * std::sqrt(s.Q))
                                                    : std::sqrt(N) * s.theta_tilde / CV_exc;
  const auto law = [&](double sign, double phi, double lambda, double Z) {
    WeightLaw w;
    w.sign = sign;
    w.silent = gaussian_tail(-sign * s.B * phi);
    w.deviation = Z / std::sqrt(2 * s.C) / (theta * std::sqrt(N) * lambda);
    w.mean = -s.B * phi * w.deviation;
    return w;
  };
  return {law(1, 1, 1, s.Z_exc), law(-1, circuit.phi, circuit.lambda, s.Z_inh)};
}

}  // namespace homeostat::balance
