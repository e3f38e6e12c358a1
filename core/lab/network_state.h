// What a network has become: enough to go on from.
#pragma once

#include <cstdint>
#include <vector>

namespace homeostat::lab {

/// All that a trial leaves to the next one, besides the wiring.
struct NetworkState {
  std::int64_t trial = 0;      ///< trials done
  std::vector<float> weights;  ///< spiking: pA, in the order of ei::Synapses::weights()
  /// Hz, one a unit. Spiking: floored, empty before the first trial; rate units: before the floor.
  std::vector<double> averages;
  // Rate units instead of `weights`:
  std::vector<double> unit_weights{};  ///< of ei::UnitWeights::matrix(), column by column
  std::vector<double> noise{};         ///< one a unit
  bool operator==(const NetworkState&) const = default;
};

}  // namespace homeostat::lab
