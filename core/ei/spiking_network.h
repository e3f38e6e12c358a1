// A network of spiking cells (lif_cells.h) and its synapses, run trial by trial. What is recorded
// of a trial, besides its spikes, is the caller's choice.
#pragma once

#include <array>
#include <atomic>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/ei/lif_cells.h"
#include "core/ei/spikes.h"
#include "core/ei/synapses.h"
#include "core/math/companion.h"
#include "core/math/gaussian_rows.h"

namespace homeostat::ei {

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
  using FewCells = boost::container::small_vector<std::uint16_t, 20>;
  /// What one half tells the other every few steps. Nothing else passes between two threads, as
  /// every line of memory that does can cost a quarter of a step's time: this mostly is one.
  struct Message {
    std::atomic<int> number{0};
    struct Line {
      std::uint16_t steps = 0;
      std::array<std::uint16_t, LifCells::steps_until_felt> counts{};  ///< that fired, by step
      std::array<std::uint16_t, 26> cells{};
    } line;
    std::vector<std::uint16_t> more;  ///< cells, where there are many
  };
  /// Lines are loaded in pairs and ahead: what another thread writes is kept further away.
  static constexpr std::size_t apart = 256;
  struct alignas(apart) Half {
    std::optional<math::GaussianRows> noise;
    Spikes spikes;
    std::optional<Kick> kick;  ///< a copy: the other thread's would be written beside
    Probes* probes = nullptr;
    // Steps of the potentials, of the currents, and those whose arrivals are in the currents: in
    // this order, each at most one behind the one before, and all alike outside of advance().
    std::int32_t stepped = 0, flowed = 0, arrived = 0;
    /// Cells that fired lately, by sending half; a ring of steps.
    std::array<std::vector<FewCells>, 2> recent;
    std::int32_t heard = 0;      ///< steps of the other half
    int sent = 0, received = 0;  ///< messages
    struct alignas(apart) Apart : Message {};
    std::array<Apart, 2> messages;  ///< to the other half: the newest and the one before
  };

  void run_on_two_threads(std::int32_t end);
  void judge(bool together, double seconds_per_step);
  void run_alone(std::int32_t end);
  void run_half(std::size_t half, std::int32_t end);
  void step_batch(std::size_t half, std::int32_t end);
  std::span<const std::uint16_t> step_half(std::size_t half);
  void send(std::size_t half, std::int32_t first);
  void receive(std::size_t half);
  void let_arrive();
  void let_arrive(std::size_t half);
  void catch_up();
  template <class Deliver>
  void deliver(std::size_t half, std::int32_t step, const Deliver& to);
  void kick_if_due(std::size_t half, std::int32_t step);
  template <class Note>
  void note(std::size_t half, const Note& of_cell);
  FewCells& fired(std::size_t reader, std::size_t sender, std::int32_t step) {
    auto& ring = halves_[reader].recent[sender];
    return ring[static_cast<std::size_t>(step) % ring.size()];
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
  std::unique_ptr<math::Companion> companion_;
};

}  // namespace homeostat::ei
