// One Newton step of the interior-point method (interior_point.h): its linear equations, factored
// once and solved for several right-hand sides.
//   D1^-1 dlambda + A dw - y dc - 1 dk = lambda's right-hand side      D1 = lambda/a
//   -A' dlambda + D2 dw + w drho       = w's                          D2 = z/w + rho
//   (r/rho) drho - w.dw                = rho's
//   1.dlambda                          = k's
//   y.dlambda + (nu/(c - g)) dc        = c's          (OUT: dc = 0)
// Through the Cholesky factor of the smaller of D1^-1 + A D2^-1 A' (P x P) and D2 + A' D1 A (N x
// N), bordered by the three scalars.
#pragma once

#include <Eigen/Core>

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
  double size() const;  ///< of the largest number in it
};

/// Products with A and its transpose whichever of the two is stored: that with fewer rows.
class Patterns {
 public:
  Patterns(const ConeProblem& problem, const math::DenseAlgebra& algebra);
  Patterns(const Patterns&) = delete;
  Patterns& operator=(const Patterns&) = delete;

  bool is_wide() const { return is_wide_; }
  const math::RowMatrix& smaller() const { return *smaller_; }
  void times(const Eigen::MatrixXd& v, Eigen::MatrixXd& out) const;
  void transposed_times(const Eigen::MatrixXd& u, Eigen::MatrixXd& out) const;

 private:
  const math::DenseAlgebra& algebra_;
  bool is_wide_;
  math::RowMatrix transposed_;
  const math::RowMatrix* smaller_;
};

class NewtonSystem {
 public:
  NewtonSystem(const ConeProblem& problem, const Patterns& patterns, math::DenseAlgebra& algebra)
      : problem_(problem), patterns_(patterns), algebra_(algebra) {}

  /// The equations at a point, and their first solution, which shares its passes over the patterns
  /// with what the three scalars need. `at` must stay as it is while solutions are asked for.
  Blocks set_and_solve(const Iterate& at, const Eigen::VectorXd& a, double r, const Blocks& right);

  /// A further solution, corrected at most `refinements` times by what is left over.
  Blocks solve(const Blocks& right, int refinements);

 private:
  int scalars() const { return problem_.c_is_free ? 3 : 2; }
  /// (dlambda, dw) for the right-hand sides (f, h), the scalars' changes being zero.
  void solve_inner();
  void set_border();
  Blocks solve_once(const Blocks& right);
  Blocks with_scalars(const Blocks& right, const Eigen::VectorXd& dlambda,
                      const Eigen::VectorXd& dw) const;
  Blocks what_is_left(const Blocks& right, const Blocks& step);

  const ConeProblem& problem_;
  const Patterns& patterns_;
  math::DenseAlgebra& algebra_;
  const Iterate* at_ = nullptr;
  Eigen::ArrayXd D1_inverse_, D2_;
  Eigen::VectorXd weight_;
  double r_over_rho_ = 0, nu_over_c_ = 0;
  Eigen::MatrixXd factor_, f_, h_, dlambda_, dw_, product_, border_lambda_, border_w_;
  Eigen::Matrix3d border_;
};

}  // namespace homeostat::balance
