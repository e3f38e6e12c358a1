// What a network has become: enough to go on from.
#pragma once

#include <cstdint>
#include <vector>

namespace homeostat::lab {

/// All that a trial leaves to the next one, besides the wiring.
struct NetworkState {
  std::int64_t trial = 0;        ///< trials done
  std::vector<float> weights;    ///< pA, in the order of ei::Synapses::weights()
  std::vector<double> averages;  ///< Hz, floored, one a unit; empty before the first trial
  bool operator==(const NetworkState&) const = default;
};

}  // namespace homeostat::lab
