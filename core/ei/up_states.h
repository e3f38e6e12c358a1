// Up-states of a trial of spiking cells, and the rates that learning senses in them.
// [paradox, SI: "the contiguous time period of nonzero FR was detected"; bins, bridged gaps and
// shortest length are those of the authors' code.]
#pragma once

#include <cstdint>
#include <vector>

#include "core/ei/populations.h"
#include "core/ei/spikes.h"

namespace homeostat::ei {

struct UpState {
  double onset = 0, end = 0;  ///< ms from the start of the trial, whole bins
  bool operator==(const UpState&) const = default;
};

inline constexpr double rate_bin_ms = 10;

/// Spikes in bins of rate_bin_ms, as rates (Hz) of each population. The last bin of the trial is
/// left out, as in the authors' code.
struct BinnedRates {
  std::vector<double> E, I;
};
BinnedRates binned_rates(const Spikes& spikes, Sizes sizes, double dt_ms, double trial_ms);

/// Where I fires at 0.2 Hz or more: gaps of up to ten bins are bridged, at least eleven bins are
/// needed. One that lasts to the end of the trial ends with its last bin.
std::vector<UpState> up_states(const BinnedRates& rates);

/// What a trial was, for learning and for people.
struct TrialRates {
  std::vector<double> cells;  ///< Hz, what each cell is sensed at
  BinnedRates bins;           ///< of the whole trial
  Rates mean;                 ///< over the cells of each population
  Rates spread;               ///< standard deviation over them
  std::vector<UpState> up;
  double duration_s = 0;  ///< of the up-states, or of the brief event that was none
  bool lasts_to_end = false;
};

/// A cell's rate is its spikes strictly inside an up-state over its duration, averaged over
/// up-states. Without one it is all its spikes over the time in which anybody fired, and the
/// `kicked` first E cells, who owe their spikes to the kick, count as the mean of the other E
/// cells. A silent trial has rate 0.
TrialRates trial_rates(const Spikes& spikes, Sizes sizes, int kicked, double dt_ms,
                       double trial_ms);

/// Coefficient of variation of the intervals between spikes, averaged over the cells of each
/// population with at least three of them; NaN where there is no such cell.
Rates interval_variation(const Spikes& spikes, Sizes sizes);

}  // namespace homeostat::ei
