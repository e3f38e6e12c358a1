// Trials of spiking networks as the paper runs them: kick at 100 ms, 1.5 s.
#pragma once

#include <cmath>
#include <cstdint>

#include "core/ei/spiking_network.h"
#include "core/ei/up_states.h"

namespace homeostat::test {

/// One trial from rest with the noise of (seed, number).
inline ei::Spikes run(ei::SpikingNetwork& network, const ei::LifParameters& cells,
                      std::uint64_t seed, std::uint64_t number, const ei::Kick& kick = {}) {
  constexpr double ms = 1500;
  network.begin_trial(seed, number);
  network.cells().set_parameters(cells);
  network.advance(static_cast<std::int32_t>(std::lround(ms / cells.dt)), kick);
  return network.spikes();
}

/// Mean weights of setting A of the reference tables: near where Fig. 7 ends.
inline constexpr ei::Weights setting_A{180, 214, 150, 160};
inline constexpr ei::Weights setting_B{300, 400, 300, 400};
/// Where Fig. 7 begins.
inline constexpr ei::Weights fig7_start{80, 350, 100, 225};

}  // namespace homeostat::test
