#include "core/ei/rate_model.h"

#include <algorithm>
#include <array>

#include "core/ei/rate_step.h"
#include "core/math/random.h"

namespace homeostat::ei {

namespace {

constexpr std::size_t chunk_steps = 512;

/// The hot loop. Noise comes scaled by nothing: one Gaussian of each kind a step.
template <bool noisy, bool averaged>
void run_chunk(const StepCoefficients& c, const NoiseCoefficients& n, const float* gauss_E,
               const float* gauss_I, std::size_t steps, RateState& state, WindowSum& window,
               double* trace_E, double* trace_I) {
  Rates rates = state.rates;
  Rates noise = state.noise;
  Rates sum = window.sum;
  for (std::size_t k = 0; k < steps; ++k) {
    if constexpr (noisy) {
      step_noise(n, gauss_E[k], gauss_I[k], noise);
      step(c, c.scale_E * noise.E, c.scale_I * noise.I, rates);
    } else {
      step(c, 0, 0, rates);
    }
    if constexpr (averaged) {
      sum.E += rates.E;
      sum.I += rates.I;
    }
    trace_E[k] = rates.E;
    trace_I[k] = rates.I;
  }
  state = {rates, noise};
  window.sum = sum;
  if constexpr (averaged) window.samples += static_cast<std::int64_t>(steps);
}

using RunChunk = decltype(&run_chunk<true, true>);

RunChunk chunk_runner(bool noisy, bool averaged) {
  if (noisy) return averaged ? run_chunk<true, true> : run_chunk<true, false>;
  return averaged ? run_chunk<false, true> : run_chunk<false, false>;
}

}  // namespace

Rates WindowSum::mean() const {
  const auto n = static_cast<double>(samples);
  return {sum.E / n, sum.I / n};
}

void advance(const Segment& segment, math::GaussianStream* gaussians, RateState& state,
             WindowSum& window, double* trace_E, double* trace_I) {
  const bool noisy = gaussians != nullptr && segment.parameters.noise_sigma > 0;
  const StepCoefficients c(segment.parameters, segment.weights, segment.pulse);
  const NoiseCoefficients n(segment.parameters);
  const RunChunk run = chunk_runner(noisy, segment.averaged);
  if (!noisy) state.noise = {};

  std::array<double, 2 * chunk_steps> unwanted;  // a trace nobody asked for
  auto left = static_cast<std::size_t>(segment.steps);
  while (left > 0) {
    math::GaussianStream::Pairs pairs{nullptr, nullptr, std::min(left, chunk_steps)};
    if (noisy) pairs = gaussians->take(pairs.count);
    run(c, n, pairs.first, pairs.second, pairs.count, state, window,
        trace_E ? trace_E : unwanted.data(), trace_I ? trace_I : unwanted.data() + chunk_steps);
    if (trace_E) trace_E += pairs.count;
    if (trace_I) trace_I += pairs.count;
    left -= pairs.count;
  }
}

}  // namespace homeostat::ei
