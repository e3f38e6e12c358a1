// What a network of rate units learns after a trial: unit by unit (unit_rule.h), all to all.
//
// As in the authors' scripts: the low-pass over trials starts at 0 and is not floored itself; the
// floored rate is what both errors and the presynaptic factor see; the other class's error is the
// mean over all of its units. A weight's lower bound is W_min shared by the partners of its class.
#pragma once

#include <span>
#include <vector>

#include "core/ei/unit_rule.h"
#include "core/ei/unit_weights.h"

namespace homeostat::ei {

struct MultiUnitLearning {
  GainTable rule;
  double tau_trial = 2;   ///< trials
  double rate_floor = 1;  ///< Hz
  double W_min = 0.1;     ///< of the summed weights
};

/// One trial more: averages += (means - averages) / tau_trial, then the weights follow. `set`:
/// every unit's setpoint. All one a unit, E first, in Hz. A NaN stays.
void learn(const MultiUnitLearning& learning, std::span<const double> set,
           std::span<const double> means, std::vector<double>& averages, UnitWeights& weights);

}  // namespace homeostat::ei
