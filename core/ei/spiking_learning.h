// What a spiking network learns after a trial [paradox, SI eqs. 16, 17; details as in the authors'
// code]: unit by unit (unit_rule.h), existing synapses only, within bounds.
#pragma once

#include "core/ei/synapses.h"
#include "core/ei/unit_rule.h"

namespace homeostat::ei {

struct SpikingLearning {
  GainTable rule;
  Partners partners = Partners::local;
  Setpoints set{5, 14};   ///< Hz
  double tau_trial = 2;   ///< trials
  double rate_floor = 1;  ///< Hz
  double W_min = 10;      ///< pA
  double W_max = 750;     ///< pA
};

/// One trial more: the averages take in the rates (Hz, one a cell), the weights follow.
void learn(const SpikingLearning& learning, std::span<const double> rates, UnitAverages& averages,
           Synapses& synapses);

/// The second half alone, from averages that already hold the trial.
void change_weights(const SpikingLearning& learning, const UnitAverages& averages,
                    Synapses& synapses);

}  // namespace homeostat::ei
