// Cells alone: what they do with the input of a recorded trial while what they fire reaches nobody.
#pragma once

#include <cstdint>
#include <optional>

#include "core/ei/lif_cells.h"
#include "core/ei/spikes.h"
#include "core/ei/spiking_network.h"
#include "core/ei/synapses.h"
#include "core/math/random.h"

namespace homeostat::ei {

/// A trial whose synaptic input is known.
struct RecordedTrial {
  Spikes spikes;  ///< as SpikingNetwork::spikes() has them
  std::uint64_t seed = 0, trial = 0;
  LifParameters parameters;
  std::optional<Kick> kick;
};

/// The spikes of the cells when they hear those of the record, `steps` steps long, with `current`
/// more into all cells of each population (pA) in the steps [from, until). Without it they are the
/// record's own, bit for bit.
Spikes open_loop(const Synapses& synapses, const RecordedTrial& record, std::int32_t steps,
                 Rates current, std::int32_t from, std::int32_t until);

/// How many Hz one pA more into all cells of a population adds to its mean rate, in the steps
/// [from, until) of the recorded trial, with the input that it had there: the population's gain
/// without what the network makes of it. By the difference between +`current` and -`current` pA on
/// the same noise.
Rates open_loop_gains(const Synapses& synapses, const RecordedTrial& record, double current,
                      std::int32_t from, std::int32_t until);

}  // namespace homeostat::ei
