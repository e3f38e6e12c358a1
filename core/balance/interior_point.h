// The optimisation behind margin_solver.h, in its natural units (g = V_th/Gamma):
//   maximise k  subject to  A w - c y >= k 1,  w >= 0,  |w| <= 1;
//   OUT: c = g fixed, IN: c >= g a variable.
// A is P x N with the signs of labels and inputs multiplied in; w / c with its signs is the weight
// vector. k is free, so both always have solutions; k < 0 says that the classification has none.
// Dual: d(lambda) = |(A' lambda)_+| - g y.lambda >= k, lambda in the simplex (IN: y.lambda >= 0).
//
// Primal-dual interior point with slacks a = A w - c y - k 1 (dual lambda), w (z), r = (1 -
// |w|^2)/2 (rho), c - g (nu): Mehrotra's predictor and corrector, Gondzio's corrections for
// centrality, one common step length. The steps' equations are those of newton_system.h: their
// factors are rough and the whole step refined; close to the solution exact ones too cancel digits.
// dlambda stays primary, because without it the method stalls at gaps of 1e-8.
//
// No warm start: at (N, P) = (3000, 1500) a cold one begins with mu = 1e-3 and ends at 1e-16 after
// 14 iterations, of which a neighbour's solution, moved inwards again, might save some five; but
// problems that come in numbers differ in their labels, and dragged ones are small. No polish of
// the active set either: the method itself does not know it before the last two or three
// iterations, which by then are on the active part alone.
#pragma once

#include <Eigen/Core>
#include <functional>

#include "core/math/dense.h"

namespace homeostat::balance {

struct ConeProblem {
  math::RowMatrix A;
  Eigen::VectorXd y;
  double g = 1;
  bool c_is_free = false;  ///< IN
};

/// A point and a proof, the best known of each.
struct ConeSolution {
  Eigen::VectorXd w;                                ///< N, >= 0, |w| <= 1
  Eigen::Array<bool, Eigen::Dynamic, 1> is_silent;  ///< N: w_i = 0, by strict complementarity
  double c = 0;
  double k = 0;                 ///< min of A w - c y
  Eigen::VectorXd lambda;       ///< P, >= 0, sum 1; IN: y.lambda >= 0
  double bound = 0;             ///< d(lambda)
  bool norm_is_active = false;  ///< |w| = 1, likewise
  bool c_is_active = false;     ///< c = g, likewise (OUT: always)
  int iterations = 0;
};

/// Called after every iteration with the best so far; false: stop here.
using ConeObserver = std::function<bool(const ConeSolution&)>;

/// Until the observer has had enough, `most_iterations`, or no step brings anything any more.
ConeSolution solve_cone_problem(const ConeProblem& problem, math::DenseAlgebra& algebra,
                                int most_iterations, const ConeObserver& observer);

/// d(lambda).
double dual_value(const ConeProblem& problem, const math::DenseAlgebra& algebra,
                  const Eigen::VectorXd& lambda);

}  // namespace homeostat::balance
