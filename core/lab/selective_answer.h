// A selective neuron's problem solved in both ways [balance, Fig. 1]: the weights that survive the
// most noise at the output, and those that survive the most at the inputs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "core/balance/margin_solver.h"
#include "core/lab/experiment.h"
#include "core/lab/long_task.h"
#include "core/lab/plain_words.h"
#include "core/lab/selective_setup.h"

namespace homeostat::lab {

/// One set of weights. In the theory's units: kappa_out in V_th, kappa_in in sigma_exc, norm in
/// V_th/sigma_exc.
struct NeuronSolution {
  balance::MarginSolution margin;  ///< in the patterns' unit
  double kappa_out = 0, kappa_in = 0, norm = 0;
  double imbalance = 0;        ///< [balance, eq. 3]
  Eigen::VectorXd potentials;  ///< of all patterns, in V_th
  balance::SilentFractions silent;
};

/// Sample 0 of the seed.
struct SelectiveAnswer {
  ParameterValues values{Model::selective};
  std::uint64_t seed = 0;
  balance::Problem problem;
  double sigma_exc = 1;  ///< in the patterns' unit
  NeuronSolution out, in;

  /// Some weights classify all patterns.
  bool is_feasible() const { return out.margin.is_feasible(); }
};

struct SelectiveQuestion {
  ParameterValues values{Model::selective};
  std::uint64_t seed = 0;
  /// Whether both have the same answer: noise and the choice of words change nothing of it.
  bool is_same_problem(const SelectiveQuestion& other) const;
};

/// Null as long as it is not solved: only how far it is.
using SelectiveTask = LongTask<SelectiveQuestion, std::shared_ptr<const SelectiveAnswer>>;
SelectiveTask::Work selective_work();

/// Solved here and now. `on_progress` is told the part done.
SelectiveAnswer solve_selective(const SelectiveQuestion& question, const std::stop_token& stop = {},
                                const std::function<void(double)>& on_progress = {});

/// Patterns whose potential comes to the wrong side when the noise pushes it there by one standard
/// deviation: bars across threshold in Fig. 1.
int patterns_in_reach(const SelectiveAnswer& answer, const NeuronSolution& solution,
                      const balance::Noise& noise);

/// Share of presentations that a solution errs in, predicted.
double predicted_error(const SelectiveAnswer& answer, const NeuronSolution& solution,
                       const balance::Noise& noise);

/// Of what is there, under the noise of `now`.
PlainWords selective_words(const SelectiveAnswer& answer, const ParameterValues& now);

}  // namespace homeostat::lab
