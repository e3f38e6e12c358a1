// Adaptive leaky integrate-and-fire cells, current-based synapses; one forward Euler step at a
// time.
//
//   C dV/dt = g_L (E_L - V) - I_adapt + s_E - s_I + I + sigma sqrt(g_L C) xi(t)
//   dI_adapt/dt = -I_adapt / tau_a
//   ds/dt = (u / tau_rise - s) / tau_decay,  du/dt = -u / tau_rise     (once for E, once for I)
//
// A spike of weight W adds W * 1 ms to u where it arrives, so W is the charge of one spike in
// pA ms; for tau_rise = tau_decay the current is the alpha function. At V >= V_threshold the cell
// fires: V is set to V_reset and held there for tau_refractory, I_adapt grows by `adaptation`;
// synapses and adaptation go on meanwhile.
// Order of a step: all states from the old ones, threshold, arrivals, reset. As potentials feel the
// currents of the step before, and these what has arrived a step earlier still, potentials may be
// stepped ahead of the currents.
// [paradox, SI eqs. 12-15, Tables S1, S2], as the authors' code runs it: eq. 15 as printed has the
// membrane time constant in place of 1 ms, which would be 20 (E) or 10 (I) times as much, and for
// I synapses is 0/0; the noise is a white current, so the free membrane has the standard deviation
// sigma / sqrt(2).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/ei/lif_kernel.h"
#include "core/ei/spikes.h"
#include "core/math/aligned.h"
#include "core/math/random.h"

namespace homeostat::ei {

struct CellParameters {
  double E_L = 7.6;           ///< mV, resting potential
  double V_threshold = 20;    ///< mV
  double V_reset = 14;        ///< mV
  double tau_refractory = 5;  ///< ms
  double C = 200;             ///< pF
  double g_L = 10;            ///< nS
  double adaptation = 6;      ///< pA for each spike: beta / tau_a of Table S1
  double tau_a = 500;         ///< ms
  double noise_sigma = 2.5;   ///< mV
  bool operator==(const CellParameters&) const = default;
};

struct SynapseKinetics {
  double tau_rise = 8;    ///< ms
  double tau_decay = 23;  ///< ms
  bool operator==(const SynapseKinetics&) const = default;
};

struct LifParameters {
  CellParameters E;
  CellParameters I{.E_L = 6.5, .tau_refractory = 2, .C = 100, .adaptation = 0};
  SynapseKinetics from_E;
  SynapseKinetics from_I{1, 1};
  double I_ext = 0;    ///< pA, into every E cell
  double I_ext_I = 0;  ///< pA, into every I cell
  double dt = 0.1;     ///< ms
  bool operator==(const LifParameters&) const = default;
};

/// The brief input that can wake the network: the first `cells` E cells receive it, through the
/// kinetics of E synapses, in one step.
struct Kick {
  std::int32_t step = 1000;
  double amplitude = 980;  ///< pA added to u / tau_rise: no step of that current (peak 194 pA)
  int cells = 100;
  bool operator==(const Kick&) const = default;
};

/// Where cells lie in arrays. Both kinds begin with a whole block; all blocks are kept in two
/// halves, which two threads can step, a page of memory apart: what one thread writes is then out
/// of reach of what the other one's processor loads ahead.
struct CellLayout {
  explicit CellLayout(Sizes n)
      : sizes(n),
        first_I_place(whole_blocks(n.E)),
        middle((first_I_place + whole_blocks(n.I)) / kernel::cell_block / 2 * kernel::cell_block),
        I_first(slot_at(first_I_place)),
        count(slot_at(first_I_place + whole_blocks(n.I))) {}

  std::size_t slot(int cell) const {
    return slot_at(cell < sizes.E ? static_cast<std::size_t>(cell)
                                  : first_I_place + static_cast<std::size_t>(cell - sizes.E));
  }
  std::size_t half_first(std::size_t half) const { return half == 0 ? 0 : middle + gap; }
  std::size_t half_end(std::size_t half) const { return half == 0 ? middle : count; }
  std::size_t half_of(std::size_t slot) const { return slot < middle ? 0 : 1; }
  int cell(std::size_t slot) const {
    const std::size_t place = slot < middle ? slot : slot - gap;
    return static_cast<int>(
        place < first_I_place ? place : place - first_I_place + static_cast<std::size_t>(sizes.E));
  }
  /// False for what fills up the last block of a kind. For slots of the two halves.
  bool is_cell(std::size_t slot) const {
    const int own = cell(slot);
    return (slot < I_first ? own < sizes.E : own < sizes.all());
  }

  Sizes sizes;
  std::size_t first_I_place;  ///< without the gap
  std::size_t middle;         ///< end of the first half
  std::size_t I_first;        ///< first slot of the I cells
  std::size_t count;          ///< values of an array over all cells, gaps included

 private:
  static constexpr std::size_t gap = math::AlignedFloats::page / sizeof(float);
  static std::size_t whole_blocks(int cells) {
    constexpr std::size_t block = kernel::cell_block;
    return (static_cast<std::size_t>(cells) + block - 1) / block * block;
  }
  std::size_t slot_at(std::size_t place) const { return place < middle ? place : place + gap; }
};

class LifCells {
 public:
  /// A spike of one step reaches a potential in the third after it at the earliest: it arrives in
  /// the first, becomes a current in the second.
  static constexpr std::int32_t steps_until_felt = 3;

  explicit LifCells(Sizes sizes, math::VectorPath path = math::best_vector_path());

  const CellLayout& layout() const { return layout_; }

  /// All at rest: V = E_L, no current, nobody refractory, nobody lesioned.
  void rest();
  /// From the next step on.
  void set_parameters(const LifParameters& parameters);
  /// More current into each cell, on top of the parameters', in pA; one value a cell, or none.
  void inject(std::span<const double> current);
  /// These cells, and no others, stay at rest and never fire.
  void set_lesioned(std::span<const int> cells);

  /// Potentials and adaptation in step number `step` (0, 1, 2, ...) of one half, from the currents
  /// as they are, with one Gaussian for each of its slots. Gives the cells that fire, ascending;
  /// valid until the half's next step. Halves may be stepped by different threads.
  std::span<const std::uint16_t> step_potentials(std::size_t half, std::int32_t step,
                                                 const float* gaussian);
  /// The currents through synapses, one step of one half; what arrives in it is added afterwards.
  void step_currents(std::size_t half);
  /// step_currents, then step_potentials, in one pass over memory.
  std::span<const std::uint16_t> step_both(std::size_t half, std::int32_t step,
                                           const float* gaussian);

  /// By slot: what arrives, in pA ms, is added here after the step of the currents.
  float* arrivals_from_E() { return u_E_.data(); }
  float* arrivals_from_I() { return u_I_.data(); }
  /// The kicked cells of one half; like what arrives, after the step of the currents.
  void kick(std::size_t half, const Kick& kick);

  CellState state(int cell) const;

 private:
  static constexpr std::int32_t for_ever = std::numeric_limits<std::int32_t>::max();
  struct Resting {
    std::uint16_t slot;
    std::int32_t until;  ///< the step in which it moves again
    float held_at;       ///< mV above E_L
  };
  struct Kind {
    kernel::CellGroup group{};
    float reset = 0, adaptation = 0;
    std::int32_t refractory_steps = 0;
    double steady = 0;
  };

  /// In cache lines of its own: two threads write theirs at every step.
  struct alignas(64) Half {
    std::vector<Resting> resting;
    std::vector<std::uint16_t> crossed;  ///< slots, then those that fire, as cells
    std::size_t fired = 0;
  };

  using StepPotentials = decltype(kernel::CellKernel::step_potentials);
  std::span<const std::uint16_t> step(std::size_t half, std::int32_t step, const float* gaussian,
                                      StepPotentials kernel);
  void let_fire(Half& half, const Kind& kind, std::size_t crossed, std::int32_t step);
  kernel::CellGroup group_in(const Kind& kind, std::size_t half) const;
  kernel::CellArrays arrays();
  void hold_resting(Half& half, std::int32_t step);
  void let_rest(std::size_t slot);
  void fill_currents();
  void keep_fillers_silent();
  static Kind kind(const CellParameters& cell, const LifParameters& all);

  CellLayout layout_;
  const kernel::CellKernel& kernel_;
  LifParameters parameters_;
  Kind E_, I_;
  math::AlignedFloats v_, adapt_, s_E_, s_I_, u_E_, u_I_, current_;
  std::vector<double> injected_;
  std::array<Half, 2> halves_;
  std::vector<std::int32_t> resting_until_;
  bool E_adapts_ = false, I_adapts_ = false;
};

}  // namespace homeostat::ei
