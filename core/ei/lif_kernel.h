// The hot loop behind lif_cells.h: one Euler step of a group of cells of one kind. One source
// (lif_kernel.inl), compiled for several instruction sets; all give the same bits, because every
// lane does the same operations in the same order and none is contracted.
#pragma once

#include <cstddef>
#include <cstdint>

namespace homeostat::ei::kernel {

/// Cells are kept in blocks of so many; a group begins and ends with whole blocks.
inline constexpr std::size_t cell_block = 16;

/// State of all cells, one array each. Voltages from the resting potential on (mV), currents in pA.
struct CellArrays {
  float* v;        ///< V - E_L
  float* adapt;    ///< I_adapt
  float* s_E;      ///< current through synapses from E
  float* s_I;      ///< the same from I, positive
  float* u_E;      ///< what has arrived from E and is still rising, pA ms
  float* u_I;      ///< the same from I
  float* current;  ///< injected
};

/// A group's constants, and its cells as the range [first, end) of the arrays.
struct CellGroup {
  std::size_t first, end;
  float leak;            ///< g_L, nS
  float per_capacity;    ///< dt / C, ms / pF
  float threshold;       ///< V_threshold - E_L, mV
  float noise;           ///< sigma sqrt(dt / tau), mV per standard Gaussian
  float adapt_decay;     ///< dt / tau_a
  float rise_E, rise_I;  ///< dt / tau_rise
  float fall_E, fall_I;  ///< dt / tau_decay
  float feed_E, feed_I;  ///< dt / (tau_decay tau_rise), 1 / ms
  bool adapts;           ///< otherwise I_adapt is 0 and stays so
};

/// What one instruction set offers.
struct CellKernel {
  /// Potentials and adaptation from the currents as they are, with one standard Gaussian for each
  /// cell. Writes the cells at or above threshold to `crossed` in ascending order, and gives their
  /// number.
  std::size_t (*step_potentials)(const CellGroup& group, const CellArrays& cells,
                                 const float* gaussian, std::uint16_t* crossed);
  /// step_currents, then step_potentials, in one pass over memory.
  std::size_t (*step_both)(const CellGroup& group, const CellArrays& cells, const float* gaussian,
                           std::uint16_t* crossed);
  /// s from u, and u, which decays.
  void (*step_currents)(const CellGroup& group, const CellArrays& cells);
};

namespace baseline {
const CellKernel& cell_kernel();
}
namespace avx2 {
const CellKernel& cell_kernel();
}
namespace avx512 {
const CellKernel& cell_kernel();
}

}  // namespace homeostat::ei::kernel
