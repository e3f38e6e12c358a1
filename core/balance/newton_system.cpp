#include "core/balance/newton_system.h"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

#include "core/math/large_pages.h"
#include "core/math/numbers.h"

namespace homeostat::balance {

using Eigen::ArrayXd;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Beside what is kept, in rough factors.
constexpr double negligible = 1e-3;

Blocks& Blocks::operator+=(const Blocks& other) {
  lambda += other.lambda;
  w += other.w;
  rho += other.rho;
  k += other.k;
  c += other.c;
  return *this;
}

Patterns::Patterns(const ConeProblem& problem, const math::DenseAlgebra& algebra)
    : algebra_(algebra), is_wide_(problem.A.rows() <= problem.A.cols()) {
  if (!is_wide_) {
    math::resize_large(transposed_, problem.A.cols(), problem.A.rows());
    transposed_ = problem.A.transpose();
  }
  smaller_ = is_wide_ ? &problem.A : &transposed_;
  math::resize_large(rough_, smaller_->rows(), smaller_->cols());
  rough_ = smaller_->cast<float>();
}

void Patterns::times(const MatrixXd& v, MatrixXd& out) const {
  is_wide_ ? algebra_.times(*smaller_, v, out) : algebra_.transposed_times(*smaller_, v, out);
}

void Patterns::transposed_times(const MatrixXd& u, MatrixXd& out) const {
  is_wide_ ? algebra_.transposed_times(*smaller_, u, out) : algebra_.times(*smaller_, u, out);
}

Blocks NewtonSystem::set_and_solve(const Iterate& at, const VectorXd& a, double r,
                                   const Blocks& right, bool is_rough, bool is_late) {
  at_ = &at;
  D1_inverse_ = a.array() / at.lambda.array();
  D2_ = at.z.array() / at.w.array() + at.rho;
  weight_ = inner().inverse();
  r_over_rho_ = r / at.rho;
  nu_over_c_ = problem_.c_is_free ? at.nu / (at.c - problem_.g) : 0;
  is_rough_ = is_rough;
  select(is_rough && is_late ? negligible : 0);
  const auto size = static_cast<Eigen::Index>(strong_.size());
  math::resize_large(memory_, outer().size() * outer().size());
  Eigen::Map<MatrixXd> factor(memory_.data(), size, size);
  if (is_rough)
    algebra_.weighted_gram(patterns_.rough(), strong_, strong_inner_, weight_, factor);
  else
    algebra_.weighted_gram(patterns_.smaller(), strong_, strong_inner_, weight_, factor);
  factor.diagonal().array() += outer()(strong_);
  algebra_.factor(factor, 1e-14 * factor.diagonal().maxCoeff());

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

bool NewtonSystem::refine(Blocks& step, const Blocks& right, double error) {
  constexpr int most = 8;
  double before = infinity;
  for (int k = 0;; ++k) {
    const Blocks left = what_is_left(right, step);
    const double size = error_of(left);
    if (size < error) return true;
    if (k == most || !(size < 0.5 * before)) return false;
    before = size;
    step += solve(left);
  }
}

double NewtonSystem::error_of(const Blocks& left) const {
  return std::max({(left.lambda.array() * at_->lambda.array()).abs().maxCoeff(),
                   (left.w.array() * at_->w.array()).abs().maxCoeff(),
                   std::abs(left.rho * at_->rho)});
}

void NewtonSystem::select(double share) {
  strong_.clear(), weak_.clear(), strong_inner_.clear();
  const double strongest = weight_.maxCoeff();
  for (Eigen::Index j = 0; j < weight_.size(); ++j)
    if (weight_[j] > share * strongest) strong_inner_.push_back(j);
  // What the inner ones add to a diagonal element, the numbers of the patterns being about 1.
  const double added = strongest * static_cast<double>(strong_inner_.size());
  for (Eigen::Index i = 0; i < outer().size(); ++i)
    (added > share * outer()[i] ? strong_ : weak_).push_back(i);
}

void NewtonSystem::solve_inner() {
  is_rough_ ? solve_inner(patterns_.rough()) : solve_inner(patterns_.smaller());
}

template <class Number>
void NewtonSystem::solve_inner(const math::RowMatrixOf<Number>& M) {
  // outer() x + sign M y = f,  -sign M' x + inner() y = h
  const bool is_wide = patterns_.is_wide();
  const double sign = is_wide ? 1 : -1;
  const MatrixXd& f = is_wide ? f_ : h_;
  MatrixXd &h = is_wide ? h_ : f_, &x = is_wide ? dlambda_ : dw_, &y = is_wide ? dw_ : dlambda_;
  if (!weak_.empty()) {
    weak_part_ = f(weak_, Eigen::all).array().colwise() / outer()(weak_);
    algebra_.transposed_times(M, weak_, weak_part_, product_);
    h += sign * product_;
  }
  algebra_.times(M, strong_, h.array().colwise() * weight_.array(), product_);
  strong_part_ = f(strong_, Eigen::all) - sign * product_;
  const auto size = strong_part_.rows();
  algebra_.solve(Eigen::Map<const MatrixXd>(memory_.data(), size, size), strong_part_);
  algebra_.transposed_times(M, strong_, strong_part_, product_);
  y = (h + sign * product_).array().colwise() * weight_.array();
  x.resize(f.rows(), f.cols());
  x(strong_, Eigen::all) = strong_part_;
  if (!weak_.empty()) {
    algebra_.times(M, weak_, y, product_);
    x(weak_, Eigen::all) =
        (f(weak_, Eigen::all) - sign * product_).array().colwise() / outer()(weak_);
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

Blocks NewtonSystem::solve(const Blocks& right) {
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
