// The largest margins that solutions can have at a given load, and what those solutions are like:
// replica theory of critical solutions, q -> 1 [balance, SI sections 7.3.4 to 7.3.9].
#pragma once

#include <optional>

#include "core/balance/capacity.h"
#include "core/balance/margin_solver.h"

namespace homeostat::balance {

/// A critical solution: no other has its margin at its load.
struct CriticalSolution {
  Regime regime = Regime::balanced;
  double alpha = 0;
  /// kappa_in in sigma_exc; kappa_out of a balanced solution in Gamma sigma_exc (Fig. 3a), of an
  /// unbalanced one, `regime` linear_programming, in sigma_exc/(xbar_exc sqrt(N)) (Fig. 3b,
  /// kappa_0).
  double kappa = 0;
  double K = 0, Delta = 0, B = 0, C = 0, Q = 0;
  double theta_tilde = 0;  ///< 0 for balanced ones
  double Z_exc = 1, Z_inh = 1;

  /// |w| sqrt(N) xbar_exc / sigma_exc of an unbalanced solution; infinite for balanced ones, whose
  /// |w| is Gamma.
  double scaled_norm() const;
};

/// Empty at loads that have no solution, alpha >= alpha_c. alpha > 0.
std::optional<CriticalSolution> kappa_in_max(const Circuit& circuit, double alpha);
std::optional<CriticalSolution> kappa_out_max(const Circuit& circuit, double alpha);

/// Largest kappa_out/(Gamma sigma_exc) of balanced solutions with N inputs: theta~, which is of
/// order 1/sqrt(N), is kept where the limit drops it. `Gamma` in V_th/sigma_exc, CV_exc =
/// sigma_exc/xbar_exc. Empty where they have no positive one.
std::optional<double> balanced_kappa_out_max(const Circuit& circuit, double alpha, double N,
                                             double Gamma, double CV_exc = 1);

/// Largest load of balanced solutions with N inputs, in the same form: alpha_b as N grows.
double balanced_capacity(const Circuit& circuit, double N, double Gamma, double CV_exc = 1);

/// Above this phi the kappa_in solution of the margin kappa_in > 0 (in sigma_exc) is balanced
/// [S.131].
double phi_star(const Circuit& circuit, double kappa_in);

/// Law of the weights of one kind in a critical solution [S.139]: a share is 0, the others are the
/// part of a Gaussian that has the allowed sign. The paper leaves sigma_w open: it is Z/sqrt(2C).
struct WeightLaw {
  double sign = 1;
  double silent = 0;     ///< share of weights that are 0
  double mean = 0;       ///< of the Gaussian, before its wrong side is cut off; in V_th/sigma_exc
  double deviation = 1;  ///< its standard deviation

  /// Density at w of the weights that are not 0; its integral is 1 - silent.
  double density(double w) const;
  /// Mean of w and of w^2 over all weights, silent ones included.
  double mean_weight() const;
  double mean_square() const;
};

struct WeightLaws {
  WeightLaw excitatory, inhibitory;
};
/// For N inputs. `Gamma` in V_th/sigma_exc matters for balanced solutions only, CV_exc for others.
WeightLaws weight_laws(const Circuit& circuit, const CriticalSolution& solution, double N,
                       double Gamma, double CV_exc = 1);

}  // namespace homeostat::balance
