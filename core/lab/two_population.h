// The two-population model under its two protocols: one trial in, one row out. What comes from
// outside (parameters, events, edits) is the engine's affair.
#pragma once

#include <cstdint>
#include <optional>

#include "core/ei/online_learning.h"
#include "core/lab/frame.h"
#include "core/lab/protocol.h"
#include "core/lab/record.h"
#include "core/lab/trial_setup.h"

namespace homeostat::lab {

class TwoPopulation {
 public:
  TwoPopulation(const ei::Weights& initial, std::uint64_t seed);

  /// One trial (online mode: one second).
  TrialRow run_trial(const Protocol::Trial& trial, Trace* trace);

  /// A permanent change of a weight or of the activity.
  void apply(const Event& event, Model model);
  /// Goes on from a row of a run. Trial mode only: online rows do not hold the rates.
  void resume_from(const TrialRow& row);

 private:
  TrialRow run_trial_mode(const Protocol::Trial& trial, const TrialSetup& setup, Trace* trace);
  TrialRow run_online_second(const Protocol::Trial& trial, const TrialSetup& setup, Trace* trace);

  const TrialSetup& setup_for(const ParameterValues& values);

  std::uint64_t seed_;
  std::optional<TrialSetup> setup_;  ///< of the trial before
  ei::OnlineState state_;            ///< in trial mode the sensors are the averages over trials
};

}  // namespace homeostat::lab
