// A network of spiking cells (lif_cells.h) and its synapses, run trial by trial. What is recorded
// of a trial, besides its spikes, is the caller's choice.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
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
  /// 1, or 2: half of the cells on a thread of their own. Same bits.
  void set_threads(unsigned threads) { is_parallel_ = threads > 1; }

  /// Everything at rest, nothing on its way; the noise of the trial is that of (seed, trial).
  void begin_trial(std::uint64_t seed, std::uint64_t trial);
  /// `steps` steps more with the parameters that the cells have.
  void advance(std::int32_t steps, const std::optional<Kick>& kick, Probes* probes = nullptr);
  /// Of the trial so far.
  Spikes spikes() const;

 private:
  /// Cells that fired in a step. A cache line each, as the other thread reads them.
  struct alignas(64) Fired {
    std::vector<std::uint16_t> cells;
  };
  /// What one thread steps. The other reads nothing of it but `recent` and `steps_done`.
  struct alignas(64) Half {
    std::optional<math::GaussianRows> noise;
    Spikes spikes;
    std::int32_t finished = 0;                            ///< steps whose arrivals are added
    alignas(64) std::vector<Fired> recent;                ///< a ring of steps
    alignas(64) std::atomic<std::int32_t> steps_done{0};  ///< steps whose spikes are known
  };

  void run_on_two_threads(std::int32_t end, const std::optional<Kick>& kick, Probes* probes);
  void judge(bool together, double seconds_per_step);
  void run_alone(std::int32_t end, const std::optional<Kick>& kick, Probes* probes);
  void run_half(std::size_t half, std::int32_t end, const std::optional<Kick>& kick,
                Probes* probes);
  void step_half(std::size_t half, std::int32_t step);
  void deliver_to_half(std::size_t half);
  void finish_step(std::size_t half, const std::optional<Kick>& kick, Probes* probes);
  template <class Deliver>
  void deliver(std::int32_t step, const Deliver& to);
  void add_kick(std::size_t half, const Kick& kick);
  std::vector<std::uint16_t>& fired(std::size_t half, std::int32_t step) {
    auto& ring = halves_[half].recent;
    return ring[static_cast<std::size_t>(step) % ring.size()].cells;
  }

  Synapses synapses_;
  LifCells cells_;
  math::VectorPath path_;
  std::array<Half, 2> halves_;
  bool is_parallel_ = false;
  std::atomic<bool> gives_up_{false};
  int trials_alone_ = 2;  ///< until the next attempt with two threads
  int trials_between_attempts_ = 1;
  double seconds_alone_ = 0;  ///< a step's time on one thread
};

}  // namespace homeostat::ei
