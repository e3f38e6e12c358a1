// Trials of spiking networks as the paper runs them: kick at 100 ms, 1.5 s.
#pragma once

#include <cmath>
#include <cstdint>

#include "core/ei/spiking_network.h"
#include "core/ei/up_states.h"

namespace homeostat::test {

struct SpikingTrial {
  ei::LifParameters cells;
  double ms = 1500;
  bool draws_ahead = false;

  std::int32_t steps() const { return static_cast<std::int32_t>(std::lround(ms / cells.dt)); }
};

/// One trial from rest with the noise of (seed, number).
inline ei::Spikes run(ei::SpikingNetwork& network, const SpikingTrial& trial, std::uint64_t seed,
                      std::uint64_t number, math::VectorPath path = math::best_vector_path()) {
  network.begin_trial();
  network.cells().set_parameters(trial.cells);
  math::GaussianRows noise(math::GaussianSource(seed, number, math::Block::noise, path),
                           network.cells().layout().count, static_cast<std::size_t>(trial.steps()),
                           trial.draws_ahead);
  ei::Spikes spikes;
  network.advance(trial.steps(), ei::Kick{}, &noise, spikes);
  return spikes;
}

/// Mean weights of setting A of the reference tables: near where Fig. 7 ends.
inline constexpr ei::Weights setting_A{180, 214, 150, 160};
inline constexpr ei::Weights setting_B{300, 400, 300, 400};
/// Where Fig. 7 begins.
inline constexpr ei::Weights fig7_start{80, 350, 100, 225};

}  // namespace homeostat::test
