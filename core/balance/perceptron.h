// The selective neuron: one threshold, N inputs of fixed sign, P patterns to tell apart.
//   active  <=>  w.x >= V_th = 1,   s_i w_i >= 0,   |w| <= Gamma            [balance, eq. 1 and
//   Results]
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <limits>

#include "core/math/dense.h"

namespace homeostat::balance {

/// A classification to be learned. Units: V_th = 1, weights in V_th over the patterns' own unit.
struct Problem {
  math::RowMatrix patterns;  ///< P x N, row = pattern
  Eigen::VectorXd labels;    ///< P values +1 (to respond) or -1 (to stay quiet)
  Eigen::VectorXd signs;     ///< N values +1 (excitatory) or -1 (inhibitory)
  double Gamma = 1;          ///< upper bound of |w|

  Eigen::Index P() const { return patterns.rows(); }
  Eigen::Index N() const { return patterns.cols(); }
};

/// Throws InputError naming what is wrong: sizes that disagree, a pattern that is not finite,
/// labels or signs other than +1 and -1, an empty class, Gamma that is not positive and finite.
void validate(const Problem& problem);

/// How far a weight vector is from failing [balance, eq. 4, with its sign kept: negative where a
/// pattern is on the wrong side].
struct Margins {
  double kappa_out = 0;  ///< min over patterns of y (w.x - 1); in V_th
  double kappa_in = 0;   ///< kappa_out / |w|; in the patterns' unit
  double norm = 0;       ///< |w|
};
Margins margins(const Problem& problem, const Eigen::VectorXd& weights);

/// Membrane potentials w.x of all patterns, in V_th.
Eigen::VectorXd potentials(const Problem& problem, const Eigen::VectorXd& weights);

/// Net over total drive, 0 when excitation and inhibition cancel [balance, eq. 3]: the mean inputs
/// are those of the patterns.
double imbalance_index(const Problem& problem, const Eigen::VectorXd& weights);

/// Shares of weights that are 0, of the excitatory and of the inhibitory ones (NaN: there are
/// none).
struct SilentFractions {
  double excitatory = 0, inhibitory = 0;
};
SilentFractions silent_fractions(const Problem& problem, const Eigen::VectorXd& weights);

}  // namespace homeostat::balance
