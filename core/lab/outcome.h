// How a run ended: a result, never an error.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/ei/populations.h"
#include "core/lab/experiment.h"
#include "core/lab/record.h"

namespace homeostat::lab {

enum class Outcome { converged, silent, saturated, diverged, wandering };

std::string_view outcome_name(Outcome outcome);

/// Judges the mean of the last 50 averages (fewer at the start): converged, both within 0.1 Hz of
/// the setpoints (networks: within 2 %); silent, both under 0.01 Hz; saturated, E at E_max or I at
/// I_max; diverged, not finite; else wandering.
class OutcomeDetector {
 public:
  static constexpr int window_trials = 50;
  static constexpr double converged_within_hz = 0.1;
  static constexpr double network_converged_within = 0.02;  ///< of the setpoint

  void add(const TrialRow& row, const ParameterValues& parameters);

  Outcome outcome() const { return outcome_; }
  /// First trial from which the outcome has held; 0 before the first.
  std::int64_t since_trial() const { return since_; }

 private:
  std::array<ei::Rates, window_trials> recent_{};
  std::size_t seen_ = 0;
  Outcome outcome_ = Outcome::wandering;
  std::int64_t since_ = 0;
};

/// What happened so far, for a timeline and a verdict. A trial is up when its mean E passes 1 Hz;
/// in a spiking network, when it has an up-state.
struct RunStory {
  static constexpr double up_above_hz = 1;

  OutcomeDetector outcome;
  std::int64_t first_up = 0;       ///< trial of the first up-state; 0: none yet
  std::int64_t first_lasting = 0;  ///< networks: the first up-state that lasts to the end
  TrialRow last_up;                ///< trial 0: none yet

  void add(const TrialRow& row, const ParameterValues& parameters);
};

}  // namespace homeostat::lab
