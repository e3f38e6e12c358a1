// The eigenvalues that a run has to do with at its present weights.
#pragma once

#include "core/ei/learning_matrix.h"
#include "core/lab/experiment.h"
#include "core/lab/record.h"
#include "core/math/modes.h"

namespace homeostat::lab {

/// A mode that does not turn has one entry, one that does a pair. Not finite where C = 0.
struct PresentModes {
  /// Where they are taken: on the set-point plane over W_EE and W_IE (there W_EI and W_II may have
  /// to be negative), or, when a weight is held, where the weights are.
  ei::Weights weights;
  ei::HeldWeights held{};

  math::Modes neural;     ///< two, per ms
  math::Modes rule;       ///< the two of K, per trial (online: per ms)
  math::Modes trial_map;  ///< four, from trial to trial; online none
  math::Modes full;       ///< online: neurons, sensors and weights as one, six, per ms; else none

  bool is_reachable() const { return weights.EI > 0 && weights.II > 0; }
};

/// `row` is that of the trial looked at; its trial 0: none yet, and the initial weights count.
PresentModes present_modes(const TrialRow& row, const ParameterValues& p);

/// The factor by which all learning rates may grow before the setpoints are lost: of the trial map,
/// online of the full system.
double largest_rate_factor(const PresentModes& modes, const ParameterValues& p);

}  // namespace homeostat::lab
