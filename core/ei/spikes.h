// Spikes of a network and states of chosen cells, as they are kept and shown.
#pragma once

#include <cstdint>
#include <vector>

namespace homeostat::ei {

/// Cells are counted from 0, first the N_E excitatory ones, then the N_I inhibitory ones.
struct Spike {
  std::int32_t step = 0;  ///< its time is step * dt
  std::uint16_t cell = 0;

  bool operator==(const Spike&) const = default;
};

/// In the order of time; within a step in the order of cells.
using Spikes = std::vector<Spike>;

/// One cell's state; currents in pA.
struct CellState {
  double V = 0;  ///< mV
  double adapt = 0;
  double from_E = 0, from_I = 0;  ///< both positive
};

/// How many cells a network has of each kind.
struct Sizes {
  int E = 1600;
  int I = 400;

  int all() const { return E + I; }
  bool operator==(const Sizes&) const = default;
};

}  // namespace homeostat::ei
