// The hot loop behind rate_lanes.h: blocks of 32 networks, one to a lane, stepping in lockstep.
// One source (rate_lanes_kernel.inl), compiled for several instruction sets; all give the bits of
// rate_step.h, because each lane does its operations in its order and none is contracted.
#pragma once

#include <cstddef>

namespace homeostat::ei::kernel {

inline constexpr std::size_t block_lanes = 32;

/// State and scaled weights (StepCoefficients) of 32 networks.
struct alignas(64) LaneBlock {
  double E[block_lanes], I[block_lanes];          ///< Hz
  double sum_E[block_lanes], sum_I[block_lanes];  ///< over the averaging window
  double EE[block_lanes], EI[block_lanes], IE[block_lanes], II[block_lanes];
};

/// What the networks of a batch share during a few steps.
struct SharedSteps {
  double keep_E, keep_I;  ///< as in StepCoefficients
  double E_max, I_max;
  const double* input_E;  ///< scaled steady input, pulse and noise less threshold, step by step
  const double* input_I;
  std::size_t steps;
};

// Steps the first `lanes` networks of a block (and, if need be, some behind them); `averaged` adds
// every step to the sums.
namespace baseline {
void advance_block(const SharedSteps& shared, LaneBlock& block, std::size_t lanes, bool averaged);
}
namespace avx2 {
void advance_block(const SharedSteps& shared, LaneBlock& block, std::size_t lanes, bool averaged);
}
namespace avx512 {
void advance_block(const SharedSteps& shared, LaneBlock& block, std::size_t lanes, bool averaged);
}

}  // namespace homeostat::ei::kernel
