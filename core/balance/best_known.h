// The best point and the best proof that an interior-point method (interior_point.h) has met on its
// way, each for itself.
#pragma once

#include <Eigen/Core>

#include "core/balance/interior_point.h"
#include "core/balance/newton_system.h"
#include "core/math/dense.h"

namespace homeostat::balance {

class BestKnown {
 public:
  BestKnown(const ConeProblem& problem, const math::DenseAlgebra& algebra)
      : problem_(problem), algebra_(algebra) {}

  const ConeSolution& solution() const { return best_; }
  void count_iteration() { ++best_.iterations; }

  /// `potentials`: A w. `r`: (1 - |w|^2)/2. For IN the point is moved first to where its weights do
  /// best.
  void look_at_point(const Iterate& at, const Eigen::VectorXd& potentials, double r);
  /// `norm`: |(A' lambda)_+|.
  void look_at_proof(const Eigen::VectorXd& lambda, double norm);

 private:
  void look_at_repaired_proof(const Eigen::VectorXd& lambda);
  bool is_better_proof(double bound) const {
    return best_.lambda.size() == 0 || bound < best_.bound;
  }

  const ConeProblem& problem_;
  const math::DenseAlgebra& algebra_;
  ConeSolution best_;
};

}  // namespace homeostat::balance
