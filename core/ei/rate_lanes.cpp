#include "core/ei/rate_lanes.h"

#include <algorithm>
#include <array>

#include "core/ei/rate_step.h"

namespace homeostat::ei {

namespace {

using kernel::block_lanes;
using AdvanceBlock = decltype(&kernel::baseline::advance_block);

constexpr std::size_t lane_chunk_steps = 512;

AdvanceBlock block_kernel(math::VectorPath path) {
  switch (path) {
    case math::VectorPath::avx512:
      return kernel::avx512::advance_block;
    case math::VectorPath::avx2:
      return kernel::avx2::advance_block;
    case math::VectorPath::baseline:
      break;
  }
  return kernel::baseline::advance_block;
}

/// What reaches both populations of every network from outside, step by step.
struct Inputs {
  alignas(64) std::array<double, lane_chunk_steps> E;
  alignas(64) std::array<double, lane_chunk_steps> I;
};

}  // namespace

RateLanes::RateLanes(math::VectorPath path) : advance_block_(block_kernel(path)) {}

void RateLanes::begin_trial(std::size_t networks) {
  networks_ = networks;
  samples_ = 0;
  blocks_.assign((networks + block_lanes - 1) / block_lanes, kernel::LaneBlock{});
}

void RateLanes::advance(const Segment& segment, std::span<const Weights> weights,
                        math::GaussianStream* gaussians) {
  const bool noisy = gaussians != nullptr && segment.parameters.noise_sigma > 0;
  const StepCoefficients c(segment.parameters, {}, segment.pulse);
  const NoiseCoefficients n(segment.parameters);
  set_weights(segment, weights);

  Inputs inputs;
  if (!noisy) {
    noise_ = {};
    inputs.E.fill(c.input_E + 0);
    inputs.I.fill(c.input_I + 0);
  }
  auto left = static_cast<std::size_t>(segment.steps);
  while (left > 0) {
    std::size_t steps = std::min(left, lane_chunk_steps);
    if (noisy) {
      const auto pairs = gaussians->take(steps);
      steps = pairs.count;
      for (std::size_t k = 0; k < steps; ++k) {
        step_noise(n, pairs.first[k], pairs.second[k], noise_);
        inputs.E[k] = c.input_E + c.scale_E * noise_.E;
        inputs.I[k] = c.input_I + c.scale_I * noise_.I;
      }
    }
    advance_blocks({c.keep_E, c.keep_I, c.E_max, c.I_max, inputs.E.data(), inputs.I.data(), steps},
                   segment.averaged);
    left -= steps;
  }
  if (segment.averaged) samples_ += segment.steps;
}

void RateLanes::set_weights(const Segment& segment, std::span<const Weights> weights) {
  StepCoefficients c(segment.parameters, {}, segment.pulse);
  for (std::size_t k = 0; k < networks_; ++k) {
    c.set_weights(weights[k]);
    kernel::LaneBlock& block = blocks_[k / block_lanes];
    const std::size_t lane = k % block_lanes;
    block.EE[lane] = c.EE;
    block.EI[lane] = c.EI;
    block.IE[lane] = c.IE;
    block.II[lane] = c.II;
  }
}

void RateLanes::advance_blocks(const kernel::SharedSteps& steps, bool averaged) {
  std::size_t left = networks_;
  for (kernel::LaneBlock& block : blocks_) {
    advance_block_(steps, block, std::min(left, block_lanes), averaged);
    left -= std::min(left, block_lanes);
  }
}

Rates RateLanes::rates(std::size_t network) const {
  const kernel::LaneBlock& block = blocks_[network / block_lanes];
  return {block.E[network % block_lanes], block.I[network % block_lanes]};
}

Rates RateLanes::mean(std::size_t network) const {
  const kernel::LaneBlock& block = blocks_[network / block_lanes];
  const std::size_t lane = network % block_lanes;
  return WindowSum{{block.sum_E[lane], block.sum_I[lane]}, samples_}.mean();
}

}  // namespace homeostat::ei
