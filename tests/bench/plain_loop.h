// The yardstick: one trial as a straightforward program would run it, with the standard library's
// generator and Gaussian.
#pragma once

#include <cstdint>

#include "core/ei/populations.h"

namespace homeostat::bench {

/// Means of E and I over the last 5,001 samples of a noisy trial of 20,000 steps (Table 1 of the
/// paper, dt 0.1 ms, pulse at 250 ms).
ei::Rates plain_trial(const ei::Weights& w, std::uint64_t seed);

}  // namespace homeostat::bench
