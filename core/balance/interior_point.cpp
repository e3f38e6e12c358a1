#include "core/balance/interior_point.h"

#include <algorithm>
#include <cmath>

#include "core/balance/best_known.h"
#include "core/balance/newton_system.h"

namespace homeostat::balance {

namespace {

using Eigen::ArrayXd;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Largest step, at most 1, that keeps x + step dx >= 0.
double step_to_zero(const VectorXd& x, const VectorXd& dx) {
  double step = 1;
  for (Eigen::Index k = 0; k < x.size(); ++k)
    if (dx[k] < 0) step = std::min(step, -x[k] / dx[k]);
  return step;
}

double step_to_zero(double x, double dx) { return dx < 0 ? std::min(1.0, -x / dx) : 1.0; }

/// Largest step, at most 1, with r - step w.dw - step^2 |dw|^2 / 2 >= 0.
double step_to_norm(double r, double w_dw, double dw_dw) {
  const double root = std::sqrt(w_dw * w_dw + 2 * r * dw_dw);
  const double step = w_dw + root > 0 ? 2 * r / (w_dw + root) : 1.0;
  return std::min(1.0, step);
}

/// A correction aims at a step longer by this, keeps products of slacks and duals within this
/// factor of their target, and is kept if the step became longer by this. Chosen for few iterations
/// on random problems of the paper's kind; so are the share of the way to the boundary and the
/// first length of w.
constexpr int most_corrections = 4;
constexpr double longer_by = 0.3, off_target = 10, worth_while = 0.01;
constexpr double share_of_way = 0.999, first_length = 0.95;
/// The target of mu, at most this share of mu or this share of what the last step left undone.
/// Mehrotra's own is far larger wherever the predictor is blocked early, yet the corrections nearly
/// always make the bold step a long one: a quarter of the iterations less. Not after an iteration
/// that did not bring mu down to this share: small problems would go round in circles.
constexpr double boldest = 0.03, of_left_undone = 0.3, worth_boldness = 0.7, cautious_share = 0.7;
/// Steps are refined until products are right to this share of mu: where the factor is rough, and
/// below this mu, where slacks are small enough for the eliminations to cancel digits.
constexpr double tolerated = 1e-6, late_from = 1e-5;

class InteriorPoint {
 public:
  InteriorPoint(const ConeProblem& problem, math::DenseAlgebra& algebra)
      : problem_(problem),
        patterns_(problem, algebra),
        system_(problem, patterns_, algebra),
        best_(problem, algebra) {
    start();
  }

  const ConeSolution& best() const { return best_.solution(); }

  /// One predictor and corrector, and corrections for centrality; false when no step of any length
  /// was possible.
  bool advance() {
    Change change = next_change();
    if ((is_rough_ || is_late()) && !refine(change) && is_rough_) {
      is_rough_ = false;
      change = next_change();
      refine(change);
    }
    const double step = (is_bold_ ? share_of_way : cautious_share) * longest(change);
    if (!(step > 1e-9) || !std::isfinite(change.step.k)) return false;
    const double before = mu();
    last_step_ = step;
    at_.w += step * change.step.w;
    at_.lambda += step * change.step.lambda;
    at_.z += step * change.z;
    at_.rho += step * change.step.rho;
    at_.k += step * change.step.k;
    at_.c += step * change.step.c;
    at_.nu += step * change.nu;
    best_.count_iteration();
    look();
    is_bold_ = mu() < worth_boldness * before;
    return r_ > 0;
  }

 private:
  /// What a step is to add to the products of slacks and duals, to first order.
  struct Aims {
    ArrayXd a, w;
    double r = 0, c = 0;
  };

  /// A step of everything: the scalars and vectors solved for, and what follows from them.
  struct Change {
    Aims aims;
    Blocks step;
    VectorXd a, z;
    double r = 0, nu = 0;  ///< r's linear part
  };

  Change next_change() {
    Change change = change_to(aims_at(0), [&](const Blocks& right) {
      return system_.set_and_solve(at_, a_, r_, right, is_rough_, is_late());
    });
    double sigma = std::pow(mu_after(change, longest(change)) / mu(), 3);
    if (is_bold_) sigma = std::min({sigma, boldest, of_left_undone * (1 - last_step_)});
    change = change_to(aims_beyond(change, sigma * mu()),
                       [&](const Blocks& right) { return system_.solve(right); });
    for (int k = 0; k < most_corrections && correct(change, sigma * mu()); ++k) {
    }
    return change;
  }

  bool is_late() const { return mu() < late_from; }

  bool refine(Change& change) {
    const bool is_right =
        system_.refine(change.step, right_hand_side(change.aims), tolerated * mu());
    change = change_of(std::move(change.aims), std::move(change.step));
    return is_right;
  }

  /// Nearly as long as they may be, and the stronger of excitation and inhibition held back until
  /// the mean potential is at the threshold.
  VectorXd first_weights() const {
    const auto P = problem_.A.rows(), N = problem_.A.cols();
    MatrixXd drive;
    patterns_.transposed_times(problem_.y / static_cast<double>(P), drive);
    const double each = first_length / std::sqrt(static_cast<double>(N));
    const double up = each * drive.cwiseMax(0.0).sum(), down = -each * drive.cwiseMin(0.0).sum();
    const double keep_up = std::clamp((at_.c + down) / up, 0.01, 1.0);
    const double keep_down = std::clamp((up - at_.c) / down, 0.01, 1.0);
    return (drive.col(0).array() > 0)
        .select(ArrayXd::Constant(N, each * (up > 0 ? keep_up : 1)),
                ArrayXd::Constant(N, each * (down > 0 ? keep_down : 1)));
  }

  void start() {
    const auto P = problem_.A.rows();
    at_.c = problem_.c_is_free ? 1.5 * problem_.g + 0.5 : problem_.g;
    at_.w = first_weights();
    at_.lambda = VectorXd::Constant(P, 1.0 / static_cast<double>(P));
    if (problem_.c_is_free) {
      // Three fifths of lambda on the active class: nu = y.lambda > 0.
      const double plus = static_cast<double>((problem_.y.array() > 0).count());
      at_.lambda = (problem_.y.array() > 0)
                       .select(ArrayXd::Constant(P, 0.6 / plus),
                               ArrayXd::Constant(P, 0.4 / (static_cast<double>(P) - plus)));
      at_.nu = problem_.y.dot(at_.lambda);
    }
    multiply(at_.w, potentials_);
    a_ = potentials_ - at_.c * problem_.y;
    const double lowest = a_.minCoeff(), spread = a_.maxCoeff() - lowest;
    at_.k = lowest - 0.1 * spread - 1e-3;
    a_.array() -= at_.k;
    const double mu = at_.lambda.dot(a_);
    r_ = (1 - at_.w.squaredNorm()) / 2;
    const double typical = mu / static_cast<double>(P);
    at_.rho = typical / r_;
    at_.z = typical / at_.w.array();
    look();
  }

  double mu() const {
    return (at_.lambda.dot(a_) + at_.w.dot(at_.z) + at_.rho * r_ + at_.nu * c_slack()) / count();
  }
  double count() const {
    return static_cast<double>(at_.w.size() + at_.lambda.size()) + (problem_.c_is_free ? 2 : 1);
  }
  double c_slack() const { return problem_.c_is_free ? at_.c - problem_.g : 0; }

  double mu_after(const Change& change, double step) const {
    const double r =
        r_ - step * at_.w.dot(change.step.w) - step * step * change.step.w.squaredNorm() / 2;
    return ((at_.lambda + step * change.step.lambda).dot(a_ + step * change.a) +
            (at_.w + step * change.step.w).dot(at_.z + step * change.z) +
            (at_.rho + step * change.step.rho) * r +
            (at_.nu + step * change.nu) * (c_slack() + step * change.step.c)) /
           count();
  }

  Aims aims_at(double target) const {
    return {target - at_.lambda.array() * a_.array(), target - at_.w.array() * at_.z.array(),
            target - at_.rho * r_, target - at_.nu * c_slack()};
  }

  /// The second-order terms of the predictor taken off.
  Aims aims_beyond(const Change& affine, double target) const {
    Aims aims = aims_at(target);
    aims.a -= affine.step.lambda.array() * affine.a.array();
    aims.w -= affine.step.w.array() * affine.z.array();
    aims.r -= affine.step.rho * affine.r - at_.rho * affine.step.w.squaredNorm() / 2;
    aims.c -= affine.step.c * affine.nu;
    return aims;
  }

  /// Gondzio's correction for centrality: what a longer step would leave far from the target is
  /// aimed at again, by the factors at hand. False if that allowed no longer step; `change` is then
  /// as it was.
  bool correct(Change& change, double target) {
    const double before = longest(change), trial = std::min(1.0, before + longer_by);
    const auto missing = [&](const ArrayXd& product) -> ArrayXd {
      return (product.max(target / off_target).min(target * off_target) - product)
          .max(-target * off_target);
    };
    const auto one = [&](double product) { return missing(ArrayXd::Constant(1, product))[0]; };
    const ArrayXd for_a = missing((at_.lambda + trial * change.step.lambda).array() *
                                  (a_ + trial * change.a).array());
    const ArrayXd for_w =
        missing((at_.w + trial * change.step.w).array() * (at_.z + trial * change.z).array());
    const double r = r_ + trial * change.r - trial * trial * change.step.w.squaredNorm() / 2;
    const double for_r = one((at_.rho + trial * change.step.rho) * r);
    Blocks right{for_a / at_.lambda.array(), for_w / at_.w.array(), for_r / at_.rho, 0, 0};
    Aims aims = change.aims;
    aims.a += for_a;
    aims.w += for_w;
    aims.r += for_r;
    if (problem_.c_is_free) {
      const double for_c = one((at_.nu + trial * change.nu) * (c_slack() + trial * change.step.c));
      right.c = for_c / c_slack();
      aims.c += for_c;
    }
    Blocks step = change.step;
    step += system_.solve(right);
    Change corrected = change_of(std::move(aims), std::move(step));
    if (longest(corrected) < before + worth_while) return false;
    change = std::move(corrected);
    return true;
  }

  Blocks right_hand_side(const Aims& aims) const {
    Blocks right;
    right.lambda = aims.a / at_.lambda.array();
    right.w = residual_w_.array() + aims.w / at_.w.array();
    right.rho = aims.r / at_.rho;
    right.k = 1 - at_.lambda.sum();
    if (problem_.c_is_free) right.c = aims.c / c_slack() + at_.nu - problem_.y.dot(at_.lambda);
    return right;
  }

  template <class Solve>
  Change change_to(const Aims& aims, const Solve& solve) const {
    return change_of(aims, solve(right_hand_side(aims)));
  }

  Change change_of(Aims aims, Blocks step) const {
    Change change{std::move(aims), std::move(step), {}, {}, 0, 0};
    const Blocks& d = change.step;
    change.a = (change.aims.a - a_.array() * d.lambda.array()) / at_.lambda.array();
    change.z = (change.aims.w - at_.z.array() * d.w.array()) / at_.w.array();
    change.r = -at_.w.dot(d.w);
    if (problem_.c_is_free) change.nu = (change.aims.c - at_.nu * d.c) / c_slack();
    return change;
  }

  double longest(const Change& change) const {
    double step =
        std::min({step_to_zero(a_, change.a), step_to_zero(at_.lambda, change.step.lambda),
                  step_to_zero(at_.w, change.step.w), step_to_zero(at_.z, change.z),
                  step_to_zero(at_.rho, change.step.rho),
                  step_to_norm(r_, -change.r, change.step.w.squaredNorm())});
    if (problem_.c_is_free)
      step =
          std::min({step, step_to_zero(c_slack(), change.step.c), step_to_zero(at_.nu, change.nu)});
    return step;
  }

  void multiply(const VectorXd& w, VectorXd& out) {
    patterns_.times(w, product_);
    out = product_.col(0);
  }

  /// Rounding may leave the smallest slack below 0: k, which is free, gives way.
  void stay_inside() {
    const double lowest = a_.minCoeff();
    if (lowest > 0) return;
    const double lower = std::max(-2 * lowest, 1e-18);
    at_.k -= lower;
    a_.array() += lower;
  }

  /// Slacks and residuals anew, and whether point or proof are better than the best.
  void look() {
    multiply(at_.w, potentials_);
    a_ = potentials_.array() - at_.c * problem_.y.array() - at_.k;
    stay_inside();
    r_ = (1 - at_.w.squaredNorm()) / 2;
    patterns_.transposed_times(at_.lambda, product_);
    residual_w_ = product_.col(0);
    const double norm = residual_w_.cwiseMax(0.0).norm();
    residual_w_ += at_.z - at_.rho * at_.w;
    best_.look_at_point(at_, potentials_, r_);
    best_.look_at_proof(at_.lambda, norm);
  }

  const ConeProblem& problem_;
  Patterns patterns_;
  NewtonSystem system_;
  Iterate at_;
  VectorXd a_, residual_w_, potentials_;
  MatrixXd product_;
  double r_ = 0, last_step_ = 0;
  bool is_bold_ = true;
  bool is_rough_ = true;  ///< factors are, as long as refinement mends it
  BestKnown best_;
};

}  // namespace

ConeSolution solve_cone_problem(const ConeProblem& problem, math::DenseAlgebra& algebra,
                                int most_iterations, const ConeObserver& observer) {
  InteriorPoint method(problem, algebra);
  while (method.best().iterations < most_iterations && observer(method.best()))
    if (!method.advance()) break;
  return method.best();
}

double dual_value(const ConeProblem& problem, const math::DenseAlgebra& algebra,
                  const VectorXd& lambda) {
  MatrixXd drive;
  algebra.transposed_times(problem.A, lambda, drive);
  return drive.cwiseMax(0.0).norm() - problem.g * problem.y.dot(lambda);
}

}  // namespace homeostat::balance
