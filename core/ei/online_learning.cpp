#include "core/ei/online_learning.h"

#include <algorithm>

#include "core/ei/rate_step.h"

namespace homeostat::ei {

namespace {

void learn(const OnlineProtocol& protocol, const RateParameters& p, OnlineState& state) {
  const Rates sensed = sensed_rates(state.sensors, protocol.rate_floor);
  const Weights change = weight_change(protocol.rule, p, sensed, protocol.setpoints, state.weights);
  state.weights = updated(state.weights, change, p.dt, protocol.W_min);
}

Weights sum(const Weights& a, const Weights& b) {
  return {a.EE + b.EE, a.EI + b.EI, a.IE + b.IE, a.II + b.II};
}

}  // namespace

void advance_online(const Segment& segment, const OnlineProtocol& protocol, bool begins_with_kick,
                    const Weights& weight_offset, math::GaussianStream* gaussians,
                    math::UniformStream& kicks, OnlineState& state, WindowSum& window,
                    double* trace_E, double* trace_I) {
  const RateParameters& p = segment.parameters;
  const bool noisy = gaussians != nullptr && p.noise_sigma > 0;
  const NoiseCoefficients n(p);
  StepCoefficients c(p, state.weights, 0);
  const double pulse_input = c.scale_E * segment.pulse;
  const double kick_probability = protocol.kick_rate * p.dt / 1000;
  const double sensor_step = p.dt / protocol.tau_sensor;
  if (!noisy) state.neurons.noise = {};

  for (std::int64_t k = 0; k < segment.steps; ++k) {
    Rates& noise = state.neurons.noise;
    if (noisy) {
      const auto pair = gaussians->take(1);
      step_noise(n, *pair.first, *pair.second, noise);
    }
    const bool kicked = kick_probability > 0 && kicks.next() < kick_probability;
    if (kicked || (begins_with_kick && k == 0)) state.pulse_steps_left = protocol.pulse_steps;
    const double pulse = state.pulse_steps_left > 0 ? pulse_input : 0;
    state.pulse_steps_left = std::max<std::int64_t>(0, state.pulse_steps_left - 1);

    c.set_weights(sum(state.weights, weight_offset));
    Rates& rates = state.neurons.rates;
    step(c, pulse + c.scale_E * noise.E, c.scale_I * noise.I, rates);
    state.sensors.E += (rates.E - state.sensors.E) * sensor_step;
    state.sensors.I += (rates.I - state.sensors.I) * sensor_step;
    learn(protocol, p, state);

    window.sum.E += rates.E;
    window.sum.I += rates.I;
    if (trace_E) trace_E[k] = rates.E;
    if (trace_I) trace_I[k] = rates.I;
  }
  window.samples += segment.steps;
}

}  // namespace homeostat::ei
