// The weights that survive the most noise, with the proof that none survive more.
//
// Maximal output robustness kappa_out or input robustness kappa_in of a selective neuron [balance,
// SI section 2], by a primal-dual interior-point method made for this problem (interior_point.h).
// Every answer carries a certificate that anybody can check by one product with the patterns:
// `lambda` and upper_bound().
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "core/balance/perceptron.h"
#include "core/balance/side_by_side.h"

namespace homeostat::balance {

enum class Maximise { kappa_out, kappa_in };

/// Which bound holds the solution. `balanced`: |w| = Gamma; `unbalanced`: the margin kappa_in has
/// its maximum below Gamma; `linear_programming`: kappa_out is limited by the patterns alone, not
/// by Gamma (between the balanced capacity and the capacity).
enum class Regime { balanced, unbalanced, linear_programming };
std::string_view regime_name(Regime regime);

struct SolverProgress {
  int iteration = 0;
  double kappa = 0, kappa_upper = 0;  ///< best known so far; the answer lies between
  double part_done = 0;               ///< estimated, from how far the two have come together
};

struct SolverOptions {
  unsigned threads = 1;  ///< results do not depend on it
  /// Of kappa_upper - kappa, in units of |kappa| or, if larger, for kappa_out of the threshold, for
  /// kappa_in of the patterns' root mean square.
  double tolerance = 1e-10;
  int most_iterations = 200;
  bool stop_when_decided = false;  ///< as soon as it is known whether there is a solution
  std::stop_token stop;            ///< asks for an end; what is known by then is returned
  std::function<void(const SolverProgress&)> on_progress;  ///< on the solving thread
};

struct MarginSolution {
  Eigen::VectorXd weights;  ///< N, signed, |w| <= Gamma; silent ones are exactly 0
  double kappa = 0;         ///< of these weights, as margins() gives it; negative: best attempt
  double kappa_upper = 0;   ///< no weights have more: proved by lambda
  double norm = 0;          ///< |w|
  Regime regime = Regime::balanced;
  Eigen::VectorXd lambda;  ///< P values >= 0 of sum 1: the dual vector; support patterns are > 0
  int iterations = 0;
  bool is_cancelled = false;

  bool is_feasible() const { return kappa > 0; }
  /// lambda proves that no weights classify all patterns.
  bool is_proved_infeasible() const { return kappa_upper < 0; }
  double gap() const { return kappa_upper - kappa; }
};

/// Throws InputError as validate() does.
MarginSolution maximal_margin(const Problem& problem, Maximise what,
                              const SolverOptions& options = {});

/// `count` problems, each on one thread, as a network asks for whose neurons share patterns:
/// problem_of(number) is called on the thread that solves it, so that few exist at a time. Empty
/// where `stop` came first.
std::vector<std::optional<MarginSolution>> maximal_margins(
    std::size_t count, const std::function<Problem(std::size_t number)>& problem_of, Maximise what,
    lab::Workers workers, const std::stop_token& stop = {},
    const OnResult<MarginSolution>& on_solution = {});

/// What `lambda` proves: no weights within signs and Gamma have a larger kappa. Valid for any
/// lambda
/// >= 0 of sum 1, for kappa_in if also y.lambda >= 0:
///   kappa_out <= Gamma |(A' lambda)_+| - y.lambda,  kappa_in <= |(A' lambda)_+| - y.lambda /
///   Gamma,
/// A_mu,i = y_mu s_i x_mu,i. A negative bound of kappa_out proves that there is no solution.
double upper_bound(const Problem& problem, Maximise what, const Eigen::VectorXd& lambda);

}  // namespace homeostat::balance
