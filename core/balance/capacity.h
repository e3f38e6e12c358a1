// How many patterns a selective neuron can tell apart, in the limit of many inputs: replica theory
// [balance, SI section 7], in the corrected form of its equations.
//
// Symbols: f_exc share of excitatory inputs; phi = CV_exc/CV_inh; lambda = sigma_inh/sigma_exc;
// p_out share of patterns to respond to; alpha = P/N load. Order parameters: Delta [S.30], K the
// scaled margin [S.19], B and C [S.34-S.35], Q = sum lambda_i^2 w_i^2 / sum w_i^2 [S.23], theta~ of
// O(1) for unbalanced solutions and 0 for balanced ones [S.56].
//
// Misprints of the paper, and what is used here: gamma'(0) is -+1/sqrt(2 pi); S.38 has sqrt(N/pi);
// S.89 ends in the inverse of alpha_unc; the roots of S.93 and S.133 cover the sums; S.95 has no
// 2C; S.116 is the solution of S.113 with the sum, not its square root's remainder; S.135 and S.137
// have p_out and 1 - p_out before the integrals.
#pragma once

namespace homeostat::balance {

/// What the theory knows of the inputs and the task.
struct Circuit {
  double f_exc = 0.8;
  double phi = 1.4142135623730951;
  double lambda = 2;
  double p_out = 0.5;
};

/// Throws InputError unless 0 <= f_exc <= 1, phi > 0, lambda > 0, 0 < p_out < 1.
void validate(const Circuit& circuit);

/// Delta with M(Delta, K) = 0 [S.30], and the capacity of a perceptron without signs and bounds at
/// margin K [S.32].
double Delta_at(double p_out, double K);
double alpha_unconstrained(double p_out, double K);

/// f*_exc = phi/(1 + phi): above it only unbalanced solutions reach the capacity [eq. 2, S.104].
double f_exc_star(double phi);

/// Largest load of any solution, and of balanced ones [S.102, S.108]; equal for f_exc <= f*_exc.
double alpha_c(const Circuit& circuit);
double alpha_b(const Circuit& circuit);

/// Largest load of solutions with |w| sqrt(N) xbar_exc / sigma_exc = W, W > 0 [section 7.3.6]: the
/// maximum over Q of the variational form below, exact at any lambda (S.111-S.115 are so at lambda
/// = 1). Unbalanced solutions coexist with balanced ones below it.
double alpha_coexisting(const Circuit& circuit, double W);

/// The largest overlap of an allowed unit vector with a random one,
///   sqrt(2C) = max { h.u/sqrt(N) : |u| = 1, s_i u_i >= 0, sum phi_i u_i = sqrt(N) theta~ },
/// excitatory weights having the share `excitatory_square` of |u|^2. Every critical load is the
/// maximum of alpha_unc * 2C over what is free; a second road to all that the saddle-point
/// equations say.
double largest_overlap(const Circuit& circuit, double theta_tilde, double excitatory_square);

/// B with sum_+- f phi Z gamma'(B phi) = 0: no net drive [S.42, S.129]. 0 < f_exc < 1.
double balancing_B(const Circuit& circuit, double Z_exc = 1, double Z_inh = 1);

}  // namespace homeostat::balance
