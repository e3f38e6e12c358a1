// The two-population model under its two protocols, trial by trial: parameters and temporary
// changes in, one row out. What is permanent (events, edits) is the engine's affair.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ei/online_learning.h"
#include "core/ei/rate_model.h"
#include "core/lab/event.h"
#include "core/lab/experiment.h"
#include "core/lab/frame.h"
#include "core/lab/record.h"

namespace homeostat::lab {

class TwoPopulation {
 public:
  TwoPopulation(const ParameterValues& initial, std::uint64_t seed);

  /// Parameters from the next trial on; initial weights and mode are not looked at again.
  void set_parameters(const ParameterValues& values);

  /// One trial (online mode: one second). `changes` lie over parameters and weights at their steps.
  TrialRow run_trial(std::int64_t trial, const std::vector<Overlay>& changes, Trace* trace);

  std::int64_t steps_per_trial() const { return steps_; }

  ei::Weights& weights() { return state_.weights; }
  void silence();
  /// Goes on from a row of a run. Trial mode only: online rows do not hold the rates.
  void resume_from(const TrialRow& row);

 private:
  TrialRow run_trial_mode(std::int64_t trial, const std::vector<Overlay>& changes, Trace* trace);
  TrialRow run_online_second(std::int64_t trial, const std::vector<Overlay>& changes, Trace* trace);
  ei::Segment segment(std::int64_t first_step, const std::vector<Overlay>& changes) const;
  void learn();

  std::uint64_t seed_;
  bool online_;
  ParameterValues values_;
  ei::RateParameters rates_;
  ei::OnlineProtocol learning_;  ///< rule, setpoints, floors; sensors and kicks in online mode only
  double tau_trial_ = 2;
  double pulse_amplitude_ = 0;
  std::int64_t steps_ = 0, pulse_first_ = 0, window_first_ = 0;
  ei::OnlineState state_;  ///< in trial mode the sensors are the averages over trials
};

}  // namespace homeostat::lab
