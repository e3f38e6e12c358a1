// A network of spiking cells (lif_cells.h) and its synapses, run trial by trial. What is recorded
// of a trial, besides its spikes, is the caller's choice.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/ei/lif_cells.h"
#include "core/ei/spikes.h"
#include "core/ei/synapses.h"
#include "core/math/gaussian_rows.h"

namespace homeostat::ei {

/// The brief input that can wake the network: the first `cells` E cells receive it, through the
/// kinetics of E synapses, in one step.
struct Kick {
  std::int32_t step = 1000;
  double amplitude = 980;  ///< pA added to u / tau_rise: no step of that current (peak 194 pA)
  int cells = 100;
  bool operator==(const Kick&) const = default;
};

/// Chosen cells and what they did, step by step.
struct Probes {
  std::vector<int> cells;
  std::vector<std::vector<CellState>> states;  ///< by cell, then at the end of each step
};

class SpikingNetwork {
 public:
  explicit SpikingNetwork(Synapses synapses, math::VectorPath path = math::best_vector_path());

  Synapses& synapses() { return synapses_; }
  const Synapses& synapses() const { return synapses_; }
  LifCells& cells() { return cells_; }

  /// Everything at rest; nothing is on its way.
  void begin_trial();
  /// `steps` steps more with the parameters that the cells have. `noise` has a row of
  /// cells().layout().count values for each step; null: no noise. Spikes are appended.
  void advance(std::int32_t steps, const std::optional<Kick>& kick, math::GaussianRows* noise,
               Spikes& spikes, Probes* probes = nullptr);

 private:
  void deliver(const Spikes& spikes);

  Synapses synapses_;
  LifCells cells_;
  std::vector<float> no_noise_;
  std::int32_t step_ = 0;
  std::vector<std::size_t> first_spike_;  ///< of the last steps, a ring as long as the delays
};

}  // namespace homeostat::ei
