#include "core/balance/newton_system.h"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>

namespace homeostat::balance {

using Eigen::ArrayXd;
using Eigen::MatrixXd;
using Eigen::VectorXd;

Blocks& Blocks::operator+=(const Blocks& other) {
  lambda += other.lambda;
  w += other.w;
  rho += other.rho;
  k += other.k;
  c += other.c;
  return *this;
}

double Blocks::size() const {
  return std::max({lambda.cwiseAbs().maxCoeff(), w.cwiseAbs().maxCoeff(), std::abs(rho),
                   std::abs(k), std::abs(c)});
}

Patterns::Patterns(const ConeProblem& problem, const math::DenseAlgebra& algebra)
    : algebra_(algebra), is_wide_(problem.A.rows() <= problem.A.cols()) {
  if (!is_wide_) transposed_ = problem.A.transpose();
  smaller_ = is_wide_ ? &problem.A : &transposed_;
}

void Patterns::times(const MatrixXd& v, MatrixXd& out) const {
  is_wide_ ? algebra_.times(*smaller_, v, out) : algebra_.transposed_times(*smaller_, v, out);
}

void Patterns::transposed_times(const MatrixXd& u, MatrixXd& out) const {
  is_wide_ ? algebra_.transposed_times(*smaller_, u, out) : algebra_.times(*smaller_, u, out);
}

Blocks NewtonSystem::set_and_solve(const Iterate& at, const VectorXd& a, double r,
                                   const Blocks& right) {
  at_ = &at;
  D1_inverse_ = a.array() / at.lambda.array();
  D2_ = at.z.array() / at.w.array() + at.rho;
  r_over_rho_ = r / at.rho;
  nu_over_c_ = problem_.c_is_free ? at.nu / (at.c - problem_.g) : 0;
  const ArrayXd& inner = patterns_.is_wide() ? D2_ : D1_inverse_;
  weight_ = inner.inverse();
  algebra_.weighted_gram(patterns_.smaller(), weight_, factor_);
  factor_.diagonal().array() += patterns_.is_wide() ? D1_inverse_ : D2_;
  algebra_.factor(factor_, 1e-14 * factor_.diagonal().maxCoeff());

  const int columns = 1 + scalars();
  f_.setZero(problem_.A.rows(), columns);
  h_.setZero(problem_.A.cols(), columns);
  f_.col(0) = right.lambda;
  h_.col(0) = right.w;
  h_.col(1) = -at.w;
  f_.col(2).setOnes();
  if (problem_.c_is_free) f_.col(3) = problem_.y;
  solve_inner();
  border_lambda_ = dlambda_.rightCols(scalars());
  border_w_ = dw_.rightCols(scalars());
  set_border();
  return with_scalars(right, dlambda_.col(0), dw_.col(0));
}

Blocks NewtonSystem::solve(const Blocks& right, int refinements) {
  Blocks step = solve_once(right);
  double before = std::numeric_limits<double>::infinity();
  for (int k = 0; k < refinements; ++k) {
    const Blocks left = what_is_left(right, step);
    const double size = left.size();
    if (!(size < 0.5 * before) || size < 1e-15 * right.size()) break;
    before = size;
    step += solve_once(left);
  }
  return step;
}

void NewtonSystem::solve_inner() {
  if (patterns_.is_wide()) {
    patterns_.times(h_.array().colwise() / D2_, product_);
    dlambda_ = f_ - product_;
    algebra_.solve(factor_, dlambda_);
    patterns_.transposed_times(dlambda_, product_);
    dw_ = (product_ + h_).array().colwise() / D2_;
  } else {
    patterns_.transposed_times(f_.array().colwise() / D1_inverse_, product_);
    dw_ = product_ + h_;
    algebra_.solve(factor_, dw_);
    patterns_.times(dw_, product_);
    dlambda_ = (f_ - product_).array().colwise() / D1_inverse_;
  }
}

void NewtonSystem::set_border() {
  border_.setIdentity();
  for (int j = 0; j < scalars(); ++j) {
    border_(0, j) = -at_->w.dot(border_w_.col(j)) + (j == 0 ? r_over_rho_ : 0);
    border_(1, j) = border_lambda_.col(j).sum();
    if (problem_.c_is_free)
      border_(2, j) = problem_.y.dot(border_lambda_.col(j)) + (j == 2 ? nu_over_c_ : 0);
  }
}

Blocks NewtonSystem::solve_once(const Blocks& right) {
  f_ = right.lambda;
  h_ = right.w;
  solve_inner();
  return with_scalars(right, dlambda_.col(0), dw_.col(0));
}

Blocks NewtonSystem::with_scalars(const Blocks& right, const VectorXd& dlambda,
                                  const VectorXd& dw) const {
  const Eigen::Vector3d rest(right.rho + at_->w.dot(dw), right.k - dlambda.sum(),
                             problem_.c_is_free ? right.c - problem_.y.dot(dlambda) : 0);
  const Eigen::Vector3d d = border_.fullPivLu().solve(rest);
  return {dlambda + border_lambda_ * d.head(scalars()), dw + border_w_ * d.head(scalars()), d[0],
          d[1], problem_.c_is_free ? d[2] : 0};
}

Blocks NewtonSystem::what_is_left(const Blocks& right, const Blocks& step) {
  Blocks left;
  patterns_.times(step.w, product_);
  left.lambda = right.lambda.array() - D1_inverse_ * step.lambda.array() - product_.col(0).array() +
                step.c * problem_.y.array() + step.k;
  patterns_.transposed_times(step.lambda, product_);
  left.w =
      right.w.array() + product_.col(0).array() - D2_ * step.w.array() - step.rho * at_->w.array();
  left.rho = right.rho - r_over_rho_ * step.rho + at_->w.dot(step.w);
  left.k = right.k - step.lambda.sum();
  if (problem_.c_is_free) left.c = right.c - problem_.y.dot(step.lambda) - nu_over_c_ * step.c;
  return left;
}

}  // namespace homeostat::balance
