// What a view needs now. A frame may be dropped; a record (record.h) may not.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/lab/event.h"
#include "core/lab/experiment.h"
#include "core/lab/handoff.h"
#include "core/lab/kept_states.h"
#include "core/lab/network_trial.h"
#include "core/lab/outcome.h"
#include "core/lab/perturbation.h"
#include "core/lab/record.h"
#include "core/lab/trace.h"
#include "core/lab/unit_history.h"

namespace homeostat::lab {

/// A run as it grows: written by the engine's thread, read by any other.
struct Run {
  std::shared_ptr<const Experiment> start;  ///< as it began
  RecordLog<TrialRow> rows;
  RecordLog<Event> log;  ///< edits made while it ran
  /// Networks: summed weights onto each unit from E and from I before the first trial.
  std::vector<ei::Rates> start_inputs;
  // Rate units: the weights before the first trial, each class's mean sum, and every trial's units.
  WeightSample start_weights;
  ei::Weights start_sums;
  UnitHistory units;
  /// Networks: where past trials can be run again from.
  KeptStates states{std::size_t{256} << 20U, 4};

  /// The run so far as one value: its start, and in the log what the hand did. Runs to the same
  /// bits. `start` is there.
  Experiment steered() const {
    Experiment experiment = *start;
    log.for_each(0, log.size(), [&](const Event& event) { add_to_log(experiment.log, event); });
    return experiment;
  }

  /// What that trial began from; nothing for the first.
  std::optional<TrialRow> row_before(std::int64_t trial) const {
    if (trial <= 1) return std::nullopt;
    return rows[static_cast<std::size_t>(trial - 2)];
  }
};

struct Frame {
  std::uint64_t revision = 0;    ///< of the experiment this shows
  std::uint64_t run_number = 0;  ///< frames of an abandoned run are not drawn
  std::shared_ptr<const Run> run;
  std::int64_t trial = 0;  ///< of the trace; 0 before the first
  Trace trace;
  Ghost ghost;  ///< of that trial
  /// Networks: the newest trial that was recorded, whichever trial is looked at; null before.
  std::shared_ptr<const NetworkTrial> network;
  bool finished = false;           ///< the last trial of the experiment is done
  double seconds_per_trial = 0.0;  ///< as measured, drawing excluded
  RunStory story;
  ParameterValues in_force;  ///< after the protocol's events and the log
  std::string error;         ///< why the run stopped, empty while all is well
};

}  // namespace homeostat::lab
