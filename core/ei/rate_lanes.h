// Many two-population networks that share parameters, pulse and noise but not their weights, a
// trial at a time.
//
// What: one network is bound by the latency of its own recurrence; 32 side by side, one to a vector
//   lane, cost little more than one. Each has the bits it would have alone (rate_model.h: same
//   equations, same order of operations).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/ei/rate_lanes_kernel.h"
#include "core/ei/rate_model.h"
#include "core/math/random.h"

namespace homeostat::ei {

class RateLanes {
 public:
  explicit RateLanes(math::VectorPath path = math::best_vector_path());

  /// `networks` networks at rest, nothing summed; the noise goes on.
  void begin_trial(std::size_t networks);

  /// advance() of rate_model.h for each of the networks, with its own weights in place of the
  /// segment's. `weights` has one entry for each network.
  void advance(const Segment& segment, std::span<const Weights> weights,
               math::GaussianStream* gaussians);

  std::size_t size() const { return networks_; }
  Rates rates(std::size_t network) const;
  /// Mean over the samples of the averaging window.
  Rates mean(std::size_t network) const;

  Rates noise() const { return noise_; }
  void set_noise(Rates noise) { noise_ = noise; }

 private:
  void set_weights(const Segment& segment, std::span<const Weights> weights);
  void advance_blocks(const kernel::SharedSteps& steps, bool averaged);

  decltype(&kernel::baseline::advance_block) advance_block_;
  std::vector<kernel::LaneBlock> blocks_;
  std::size_t networks_ = 0;
  Rates noise_;
  std::int64_t samples_ = 0;
};

}  // namespace homeostat::ei
