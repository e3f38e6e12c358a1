// What a run must keep: one row for each trial (online mode: each second).
#pragma once

#include <cstdint>

#include "core/ei/populations.h"

namespace homeostat::lab {

/// Rates in Hz. Together with the experiment and its log, the state that stands in row k - 1 is all
/// that is needed to run trial k again.
struct TrialRow {
  std::int64_t trial = 0;  ///< from 1
  ei::Rates mean;          ///< window average of the trial
  ei::Rates average;       ///< its low-pass over trials (online: the sensors), before any floor
  ei::Weights weights;     ///< after the update
  ei::Rates noise;         ///< state of the noise at the end of the trial

  bool operator==(const TrialRow&) const = default;
};

}  // namespace homeostat::lab
