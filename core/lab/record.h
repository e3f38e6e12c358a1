// What a run must keep: one row for each trial (online mode: each second).
#pragma once

#include <cstdint>

#include "core/ei/populations.h"

namespace homeostat::lab {

/// A rate unit below this is silent.
inline constexpr double silent_below_hz = 0.01;

/// What a trial of a network of many cells has besides; all 0 for two populations.
struct NetworkSummary {
  double up_duration_s = 0;  ///< of its up-states, or of the brief event that was none
  int up_states = 0;
  bool lasts_to_end = false;  ///< the last up-state was cut off by the end of the trial
  ei::Rates spread;           ///< standard deviation over units of the averaged rates, Hz
  double mse_average = 0;     ///< mean squared error of the units' averaged rates, Hz^2
  double mse_raw = 0;         ///< the same of their rates in this trial
  /// Rate units: mean weight of the block that an event has scaled last (before any has: that the
  /// first one will), over that of the rest of its class; 0 without one.
  double contrast = 0;
  ei::Rates sensed{};  ///< rate units: mean of the averages as the rule senses them, floored, Hz
  /// Rate units: mean squared error if each unit had its population's sensed mean, Hz^2.
  double mse_means = 0;
  ei::Rates silent{};  ///< rate units: share of those below silent_below_hz in this trial, 0 to 1

  bool operator==(const NetworkSummary&) const = default;
};

/// Rates in Hz. Together with the experiment and its log, the state that stands in row k - 1 is all
/// that is needed to run trial k again.
struct TrialRow {
  std::int64_t trial = 0;  ///< from 1
  ei::Rates mean;          ///< window average of the trial
  ei::Rates average;       ///< its low-pass over trials (online: the sensors), before any floor
  ei::Weights weights;     ///< after the update
  ei::Rates noise;         ///< state of the noise at the end of the trial
  NetworkSummary network{};

  bool operator==(const TrialRow&) const = default;
};

}  // namespace homeostat::lab
