// What the benchmarks run: the default trial, in an up-state, weights frozen.
#pragma once

#include "core/lab/engine.h"
#include "core/lab/experiment.h"

namespace homeostat::bench {

/// The setpoint weights of Fig. 2E: E 5 Hz, I 14 Hz.
inline constexpr ei::Weights setpoint_weights{5, 15.2 / 14, 10, 21.5 / 14};

inline lab::Experiment up_state(double noise_sigma) {
  lab::Experiment experiment;
  lab::ParameterValues& p = experiment.parameters;
  for (std::size_t k = 0; k < 4; ++k) p.set(ei::weight_symbols[k], setpoint_weights.array()[k]);
  lab::set_alpha(p, 0);
  p.set("noise_sigma", noise_sigma);
  return experiment;
}

/// Never ignited, but the pulse moves I: it decays towards zero, where denormal numbers would be
/// slow.
inline lab::Experiment silent() {
  lab::Experiment experiment = up_state(0);
  experiment.parameters.set("W_EE", 0.1);
  experiment.parameters.set("W_IE", 40);
  return experiment;
}

class Ignore : public lab::Observer {
 public:
  void on_trial(const lab::TrialRow& row) override { last = row; }
  lab::TrialRow last;
};

}  // namespace homeostat::bench
