// What a change within a trial did: the trial beside its ghost, the same trial on the same noise
// without the change; and the closed form beside both.
#pragma once

#include <cstdint>
#include <optional>

#include "core/ei/up_state_change.h"
#include "core/lab/experiment.h"
#include "core/lab/record.h"
#include "core/lab/trace.h"

namespace homeostat::lab {

/// Closed form against simulation, over the settled part of the change.
///
/// Of the stretches of the trial after the pulse in which one set of changes acts, the longest
/// counts. It is settled after 100 ms, or after ten times the slowest neural time constant before
/// and after the change where that is longer, and as long a part has to be left.
struct ChangeEffect {
  double from_ms = 0, to_ms = 0;  ///< from the start of the trial
  ei::Circuit changed;            ///< as the neurons felt it there
  ei::PredictedChange predicted;
  ei::Rates before, after;   ///< means over the settled part: of the ghost, of the trial
  ei::Rates standard_error;  ///< of after - before, from the means of ten parts

  ei::Rates simulated() const { return {after.E - before.E, after.I - before.I}; }
};

struct Ghost {
  Trace trace;                         ///< empty when nothing that the neurons feel was changed
  std::optional<ChangeEffect> effect;  ///< nothing when no part of the change is settled
};

/// The experiment up to that trial, without what acts in it: temporary changes, and permanent ones
/// that come with its beginning. Resets of the activity stay.
Experiment unperturbed(Experiment experiment, std::int64_t trial);

/// The ghost of trial `trial`, which had `trace`, from the row before it (nothing for the first).
/// The experiment carries the run's log. Online mode has none: its rows do not hold the rates.
Ghost ghost_of(const Experiment& experiment, std::int64_t trial,
               const std::optional<TrialRow>& before, const Trace& trace);

}  // namespace homeostat::lab
