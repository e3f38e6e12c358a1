#include "core/balance/margin_solver.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "core/balance/interior_point.h"
#include "core/math/flush_denormals.h"
#include "core/math/large_pages.h"
#include "core/math/numbers.h"
#include "core/math/team.h"

namespace homeostat::balance {

namespace {

/// The problem in the solver's units, patterns divided by `scale` so that their typical number
/// is 1.
struct Scaled {
  ConeProblem cone;
  double scale = 1;
};

Scaled scaled(const Problem& problem, Maximise what) {
  const double rms =
      problem.patterns.norm() / std::sqrt(static_cast<double>(problem.patterns.size()));
  Scaled s;
  s.scale = rms > 0 ? rms : 1;
  math::resize_large(s.cone.A, problem.patterns.rows(), problem.patterns.cols());
  s.cone.A.noalias() =
      (problem.labels / s.scale).asDiagonal() * problem.patterns * problem.signs.asDiagonal();
  s.cone.y = problem.labels;
  s.cone.g = 1 / (problem.Gamma * s.scale);
  s.cone.c_is_free = what == Maximise::kappa_in;
  return s;
}

Regime regime_of(const ConeSolution& solution, Maximise what) {
  if (what == Maximise::kappa_in)
    return solution.c_is_active ? Regime::balanced : Regime::unbalanced;
  return solution.norm_is_active ? Regime::balanced : Regime::linear_programming;
}

constexpr double well_within = 1e-2;

class Solver {
 public:
  Solver(const Problem& problem, Maximise what, const SolverOptions& options)
      : problem_(problem), what_(what), options_(options), scaled_(scaled(problem, what)) {
    algebra_ = math::DenseAlgebra(sharing());
    unit_ = what == Maximise::kappa_out ? problem.Gamma * scaled_.scale : scaled_.scale;
  }

  MarginSolution solve() {
    const math::FlushDenormals flush;
    const ConeSolution cone =
        solve_cone_problem(scaled_.cone, algebra_, options_.most_iterations,
                           [&](const ConeSolution& best) { return go_on(best); });
    MarginSolution solution;
    solution.lambda = cone.lambda;
    solution.kappa_upper = cone.bound * unit_;
    solution.regime = regime_of(cone, what_);
    solution.iterations = cone.iterations;
    solution.is_cancelled = options_.stop.stop_requested();
    set_weights(solution, cone);
    return solution;
  }

 private:
  math::ForEach sharing() const {
    if (options_.threads <= 1) return {};
    return [team = std::make_shared<math::Team>(options_.threads)](
               std::size_t count, const std::function<void(std::size_t)>& work) {
      team->share(count, work);
    };
  }

  double tolerance(double kappa) const {
    const double typical = what_ == Maximise::kappa_out ? 1 : scaled_.scale;
    return options_.tolerance * std::max(typical, std::abs(kappa));
  }

  /// Until the gap is well within the tolerance, which gives the weights too their digits at the
  /// price of one cheap iteration, and is within it still when silent weights are set to 0; but not
  /// when it no longer becomes smaller.
  bool go_on(const ConeSolution& best) {
    const double kappa = best.k * unit_, gap = (best.bound - best.k) * unit_;
    if (best.iterations == 0) first_gap_ = gap;
    if (options_.on_progress) {
      // The gap shrinks by a like factor in every iteration.
      const double wanted = std::log(first_gap_ / tolerance(kappa));
      const double done = wanted > 0 ? std::log(first_gap_ / gap) / wanted : 1;
      options_.on_progress({best.iterations, kappa, kappa + gap, std::clamp(done, 0.0, 1.0)});
    }
    const bool is_slow = gap > 0.5 * std::exchange(last_gap_, gap);
    if (gap < tolerance(kappa) && (is_slow || sparse_gap(best) < well_within * tolerance(kappa)))
      return false;
    if (options_.stop_when_decided && (best.k > 0 || best.bound < 0)) return false;
    return !options_.stop.stop_requested();
  }

  double sparse_gap(const ConeSolution& best) const {
    Eigen::MatrixXd potentials;
    algebra_.times(scaled_.cone.A, best.is_silent.select(0, best.w), potentials);
    return (best.bound - (potentials.col(0) - best.c * scaled_.cone.y).minCoeff()) * unit_;
  }

  double kappa_of(const Eigen::VectorXd& weights) const {
    const Margins m = margins(problem_, weights);
    return what_ == Maximise::kappa_out ? m.kappa_out : m.kappa_in;
  }

  /// Signed weights in the user's units. An interior point is never exactly 0: what complementarity
  /// calls silent is made so, if kappa then still is within the tolerance.
  void set_weights(MarginSolution& solution, const ConeSolution& cone) const {
    const double factor = 1 / (cone.c * scaled_.scale);
    solution.weights = (problem_.signs.array() * cone.w.array() * factor).matrix();
    solution.kappa = kappa_of(solution.weights);
    const Eigen::VectorXd sparse = cone.is_silent.select(0, solution.weights);
    const double kappa = kappa_of(sparse);
    if (kappa > solution.kappa - tolerance(kappa)) {
      solution.weights = sparse;
      solution.kappa = kappa;
    }
    solution.norm = solution.weights.norm();
    solution.kappa_upper = std::max(solution.kappa_upper, solution.kappa) + rounding(solution);
  }

  /// By how much a margin or its bound may come out differently when sums are taken in another
  /// order.
  double rounding(const MarginSolution& solution) const {
    constexpr double unit = 8 * std::numeric_limits<double>::epsilon();
    const double in_potential = unit * (solution.weights.lpNorm<1>() * scaled_.scale + 1);
    if (what_ == Maximise::kappa_out) return in_potential;
    if (solution.is_feasible()) return in_potential / solution.norm;
    // The best attempt may be as good as no weights at all: only the bound says anything.
    return unit * scaled_.scale * std::sqrt(static_cast<double>(problem_.N()));
  }

  const Problem& problem_;
  Maximise what_;
  const SolverOptions& options_;
  Scaled scaled_;
  math::DenseAlgebra algebra_;
  double unit_ = 1, first_gap_ = 0, last_gap_ = infinity;
};

}  // namespace

std::string_view regime_name(Regime regime) {
  switch (regime) {
    case Regime::balanced:
      return "balanced";
    case Regime::unbalanced:
      return "unbalanced";
    case Regime::linear_programming:
      break;
  }
  return "linear_programming";
}

MarginSolution maximal_margin(const Problem& problem, Maximise what, const SolverOptions& options) {
  validate(problem);
  return Solver(problem, what, options).solve();
}

std::vector<std::optional<MarginSolution>> maximal_margins(
    std::size_t count, const std::function<Problem(std::size_t)>& problem_of, Maximise what,
    lab::Workers workers, const std::stop_token& stop,
    const OnResult<MarginSolution>& on_solution) {
  SolverOptions options;
  options.stop = stop;
  return solved_side_by_side<MarginSolution>(
      count, workers, stop, on_solution,
      [&](std::size_t number) { return maximal_margin(problem_of(number), what, options); });
}

double upper_bound(const Problem& problem, Maximise what, const Eigen::VectorXd& lambda) {
  const Eigen::VectorXd drive =
      problem.patterns.transpose() * (problem.labels.array() * lambda.array()).matrix();
  const double norm = (problem.signs.array() * drive.array()).max(0).matrix().norm();
  const double y_lambda = problem.labels.dot(lambda);
  return what == Maximise::kappa_out ? problem.Gamma * norm - y_lambda
                                     : norm - y_lambda / problem.Gamma;
}

}  // namespace homeostat::balance
