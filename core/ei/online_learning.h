// The two-population model learning at every step [paradox, Fig. S4].
//
// What: instead of trials, the run goes on without reset; slow sensors S follow the rates
//   (tau_sensor dS/dt = rate - S) and take the place of the trial averages in the rule, whose
//   learning rates are per ms.
// Order of update: noise, E, I, clipping (rate_model.h), sensors, all four weights from their old
//   values, lower bound.
// Source: the authors' published script of Fig. S4; learning rate 5e-7 per step of 0.1 ms there.
#pragma once

#include <cstdint>

#include "core/ei/plasticity.h"
#include "core/ei/rate_model.h"
#include "core/math/random.h"

namespace homeostat::ei {

struct OnlineProtocol {
  Rule rule;  ///< learning rates per ms
  Setpoints setpoints;
  double tau_sensor = 1000;  ///< ms
  double rate_floor = 0;     ///< Hz, of the sensed rates; 0: none
  double W_min = 0.1;
  double kick_rate = 0;          ///< Hz; random pulses into E
  std::int64_t pulse_steps = 0;  ///< length of one pulse; overlapping pulses do not add up
};

struct OnlineState {
  RateState neurons;
  Rates sensors;
  Weights weights;
  std::int64_t pulse_steps_left = 0;
};

/// Advances through one segment, whose weights are ignored (the state's are used, plus
/// `weight_offset` for a temporary change lying over them) and whose pulse is the amplitude of the
/// kicks. `begins_with_kick`: a pulse starts at the first step.
void advance_online(const Segment& segment, const OnlineProtocol& protocol, bool begins_with_kick,
                    const Weights& weight_offset, math::GaussianStream* gaussians,
                    math::UniformStream& kicks, OnlineState& state, WindowSum& window,
                    double* trace_E, double* trace_I);

}  // namespace homeostat::ei
