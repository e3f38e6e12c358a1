#include "core/balance/best_known.h"

#include <algorithm>
#include <utility>

#include "core/math/numbers.h"

namespace homeostat::balance {

using Eigen::VectorXd;

void BestKnown::look_at_point(const Iterate& at, const VectorXd& potentials, double r) {
  double c = at.c, k = 0, scale = 1;
  if (problem_.c_is_free) {
    // The best c for this w; and if that gains, w as long as it may be.
    const auto is_plus = problem_.y.array() > 0;
    const double plus = is_plus.select(potentials, infinity).minCoeff();
    const double minus = is_plus.select(infinity, potentials).minCoeff();
    c = std::max(problem_.g, (plus - minus) / 2);
    k = std::min(plus - c, minus + c);
    if (k > 0) scale = 1 / at.w.norm();
  } else {
    k = (potentials - c * problem_.y).minCoeff();
  }
  if (best_.w.size() != 0 && !(k * scale > best_.k)) return;
  best_.w = at.w * scale;
  best_.c = c * scale;
  best_.k = k * scale;
  best_.is_silent = at.w.array() < at.z.array();
  best_.norm_is_active = at.rho > r;
  best_.c_is_active = !problem_.c_is_free || at.nu > at.c - problem_.g;
}

void BestKnown::look_at_proof(const VectorXd& lambda, double norm) {
  const double sum = lambda.sum(), y_lambda = problem_.y.dot(lambda);
  if (problem_.c_is_free && y_lambda < 0) return look_at_repaired_proof(lambda);
  const double bound = (norm - problem_.g * y_lambda) / sum;
  if (!is_better_proof(bound)) return;
  best_.lambda = lambda / sum;
  best_.bound = bound;
}

/// y.lambda slightly below 0: half of lambda on each class makes it 0.
void BestKnown::look_at_repaired_proof(const VectorXd& lambda) {
  const auto is_plus = problem_.y.array() > 0;
  const double plus = is_plus.select(lambda, 0).sum(), minus = lambda.sum() - plus;
  VectorXd repaired = is_plus.select(lambda * (0.5 / plus), lambda * (0.5 / minus));
  const double bound = dual_value(problem_, algebra_, repaired);
  if (!is_better_proof(bound)) return;
  best_.lambda = std::move(repaired);
  best_.bound = bound;
}

}  // namespace homeostat::balance
