// One Newton step of the interior-point method (interior_point.h): its linear equations, factored
// once and solved for several right-hand sides.
//   D1^-1 dlambda + A dw - y dc - 1 dk = lambda's right-hand side      D1 = lambda/a
//   -A' dlambda + D2 dw + w drho       = w's                          D2 = z/w + rho
//   (r/rho) drho - w.dw                = rho's
//   1.dlambda                          = k's
//   y.dlambda + (nu/(c - g)) dc        = c's          (OUT: dc = 0)
// Through the Cholesky factor of the smaller of D1^-1 + A D2^-1 A' (P x P) and D2 + A' D1 A (N x
// N), bordered by the three scalars. "Outer" below is the side of that matrix (lambda or w),
// "inner" the other, which is eliminated.
//
// Solutions may be rough, which makes them several times cheaper; what that neglects the refinement
// of the steps mends. Then the patterns are in single precision, and near the solution the factor
// leaves out what says nothing there: silent weights hardly move, patterns far from the margin
// hardly press.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/balance/interior_point.h"
#include "core/math/dense.h"

namespace homeostat::balance {

/// Where the method stands. r = (1 - |w|^2)/2 and a = A w - c y - k are functions of it.
struct Iterate {
  Eigen::VectorXd w, z, lambda;
  double k = 0, c = 0, rho = 0, nu = 0;
};

/// Right-hand sides of the five blocks of equations, or a step itself.
struct Blocks {
  Eigen::VectorXd lambda, w;  ///< P, N
  double rho = 0, k = 0, c = 0;

  Blocks& operator+=(const Blocks& other);
};

/// Products with A and its transpose whichever of the two is stored: that with fewer rows. Stored
/// once more in single precision, which is read in half the time, for what may be rough.
class Patterns {
 public:
  Patterns(const ConeProblem& problem, const math::DenseAlgebra& algebra);
  Patterns(const Patterns&) = delete;
  Patterns& operator=(const Patterns&) = delete;

  bool is_wide() const { return is_wide_; }
  /// Rows: outer; columns: inner.
  const math::RowMatrix& smaller() const { return *smaller_; }
  const math::RowMatrixOf<float>& rough() const { return rough_; }
  void times(const Eigen::MatrixXd& v, Eigen::MatrixXd& out) const;
  void transposed_times(const Eigen::MatrixXd& u, Eigen::MatrixXd& out) const;

 private:
  const math::DenseAlgebra& algebra_;
  bool is_wide_;
  math::RowMatrix transposed_;
  const math::RowMatrix* smaller_;
  math::RowMatrixOf<float> rough_;
};

class NewtonSystem {
 public:
  NewtonSystem(const ConeProblem& problem, const Patterns& patterns, math::DenseAlgebra& algebra)
      : problem_(problem), patterns_(patterns), algebra_(algebra) {}

  /// The equations at a point, and their first solution, which shares its passes over the patterns
  /// with what the three scalars need. `at` must stay as it is while solutions are asked for.
  /// `is_late`: near the solution.
  Blocks set_and_solve(const Iterate& at, const Eigen::VectorXd& a, double r, const Blocks& right,
                       bool is_rough, bool is_late);

  /// A further solution.
  Blocks solve(const Blocks& right);

  /// Corrects a solution by what it leaves over, until no product of a slack and its dual is wrong
  /// by more than `error`; false if that cannot be had.
  bool refine(Blocks& step, const Blocks& right, double error);

 private:
  int scalars() const { return problem_.c_is_free ? 3 : 2; }
  const Eigen::ArrayXd& outer() const { return patterns_.is_wide() ? D1_inverse_ : D2_; }
  const Eigen::ArrayXd& inner() const { return patterns_.is_wide() ? D2_ : D1_inverse_; }
  void select(double share);
  /// (dlambda, dw) for the right-hand sides (f, h), the scalars' changes being zero.
  void solve_inner();
  template <class Number>
  void solve_inner(const math::RowMatrixOf<Number>& M);
  void set_border();
  double error_of(const Blocks& left) const;
  Blocks with_scalars(const Blocks& right, const Eigen::VectorXd& dlambda,
                      const Eigen::VectorXd& dw) const;
  Blocks what_is_left(const Blocks& right, const Blocks& step);

  const ConeProblem& problem_;
  const Patterns& patterns_;
  math::DenseAlgebra& algebra_;
  const Iterate* at_ = nullptr;
  Eigen::ArrayXd D1_inverse_, D2_;
  Eigen::VectorXd weight_;                   ///< 1 / inner
  std::vector<Eigen::Index> strong_, weak_;  ///< outer ones: in the factor, and left out of it
  std::vector<Eigen::Index> strong_inner_;
  bool is_rough_ = false;
  double r_over_rho_ = 0, nu_over_c_ = 0;
  Eigen::VectorXd memory_;  ///< of the factor: one for all sizes
  Eigen::MatrixXd f_, h_, dlambda_, dw_, product_, strong_part_, weak_part_;
  Eigen::MatrixXd border_lambda_, border_w_;
  Eigen::Matrix3d border_;
};

}  // namespace homeostat::balance
