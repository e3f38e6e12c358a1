// What the benchmarks run: the default trial, in an up-state, weights frozen.
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "core/lab/basin_map.h"
#include "core/lab/batch_run.h"
#include "core/lab/coarse_to_fine.h"
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

/// Many such runs side by side, trial after trial.
class UpStates : public lab::BatchObserver {
 public:
  static constexpr std::size_t runs = 64;

  UpStates(double noise_sigma, math::VectorPath path)
      : batch_(up_state(noise_sigma), std::vector(runs, setpoint_weights), path) {}

  void advance(std::int64_t trials) { batch_.advance(trials, *this); }

  bool on_trial(std::size_t, const lab::TrialRow& row) override {
    last = row;
    return true;
  }
  void on_failure(std::size_t, const std::string&) override {}

  lab::TrialRow last;

 private:
  lab::BatchRun batch_;
};

/// Seconds until every eighth row and column of a 64 x 64 noise-free map of the cross-homeostatic
/// rule for 500 trials is there to be seen, threads at their ordinary priority.
inline double seconds_to_coarse_picture() {
  lab::BasinQuestion question;
  question.grid = {0, 10, 0, 20, 64, 64};
  question.trials = 500;
  const auto begin = std::chrono::steady_clock::now();
  std::stop_source stop;
  const auto look = [&](const lab::BasinMap& map) {
    const int step = lab::coarsest_step(question.grid.nx, question.grid.ny);
    for (int row = 0; row < question.grid.ny; row += step) {
      for (int column = 0; column < question.grid.nx; column += step) {
        if (map.cell(column, row).state == lab::BasinCell::State::not_started) return;
      }
    }
    stop.request_stop();
  };
  basin_map(question, {lab::processor_count(), lab::Priority::normal}, stop.get_token(), look);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace homeostat::bench
