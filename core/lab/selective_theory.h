// What replica theory says around one experiment on a selective neuron, as curves: the phase
// diagram, margins and typical solutions against the load [balance, Figs. 2, 3, S2, S3].
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "core/balance/robustness.h"
#include "core/balance/typical.h"
#include "core/lab/long_task.h"
#include "core/lab/parameters.h"

namespace homeostat::lab {

/// Largest loads against the share of excitatory inputs.
struct PhaseDiagram {
  std::vector<double> f_exc, alpha_c, alpha_b;
  double f_exc_star = 0;
  double alpha_unconstrained = 0;  ///< of weights without signs
};

/// Where a place of the diagram lies, in the limit of many inputs.
enum class Phase { balanced, unbalanced_only, no_solution };

/// Against the load, NaN where there is nothing. In the units of NeuronSolution, for N inputs where
/// they scale with N.
struct LoadCurves {
  std::vector<double> alpha;
  std::vector<double> kappa_out, kappa_in;
  std::vector<double> kappa_out_at_N;   ///< what finite N makes of the balanced branch
  std::vector<double> kappa_in_of_out;  ///< of the largest output margin's weights [Fig. S3a]
  std::vector<double> norm_of_in;       ///< [Fig. S3c]
  std::vector<double> silent_exc, silent_inh;  ///< of the largest output margin [Fig. S2c]
  double alpha_b = 0, alpha_c = 0;
};

/// Typical solutions [Fig. 2b-c], evenly by their correlation q and so unevenly by load.
struct TypicalCurve {
  std::vector<double> alpha, norm, IB;
  std::vector<char> is_balanced;
};

struct SelectiveTheory {
  ParameterValues values{Model::selective};
  PhaseDiagram diagram;
  LoadCurves by_load;
  TypicalCurve typical;
  /// Laws of the weights at the experiment's own load; nothing beyond capacity.
  std::optional<balance::WeightLaws> weights_of_out, weights_of_in;
};

/// Where `alpha` lies at this share of excitatory inputs; by the diagram's curves.
Phase phase_at(const PhaseDiagram& diagram, double f_exc, double alpha);
/// "balanced", "unbalanced only", "no solution".
std::string_view phase_name(Phase phase);

/// First what is quick, then the typical solutions.
using TheoryTask = LongTask<ParameterValues, std::shared_ptr<const SelectiveTheory>>;
TheoryTask::Work selective_theory_work();

/// All of it at once; after `stop` what there is.
SelectiveTheory selective_theory(const ParameterValues& values, const std::stop_token& stop = {});

}  // namespace homeostat::lab
