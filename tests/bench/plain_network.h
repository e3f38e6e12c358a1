// The yardstick for networks of rate units: one trial without noise as a straightforward program
// would run it.
#pragma once

#include <vector>

#include "core/ei/populations.h"

namespace homeostat::bench {

/// Weights of 80 + 20 units, column by column (sender), inhibition positive.
using NetworkWeights = std::vector<double>;

/// Means of E and I over the last 5,001 samples of a noise-free trial of 20,000 steps (dt 0.1 ms,
/// pulse of 101 steps at 250 ms).
ei::Rates plain_network_trial(const NetworkWeights& weights);

}  // namespace homeostat::bench
