// A whole run, kept for what claims measure of it.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/lab/experiment.h"
#include "core/lab/record.h"

namespace homeostat::lab {

/// What is kept of each trial of a spiking network besides its row.
struct NetworkDigest {
  ei::Rates interval_variation;  ///< CV_ISI
  /// Rates while the first event acts, and as long before it; Hz.
  ei::Rates during_event, before_event;
};

struct RunRecord {
  Experiment experiment;
  std::vector<TrialRow> rows;
  std::vector<NetworkDigest> digests;  ///< networks: one for each row
  std::vector<ei::Rates> inputs;       ///< networks: sums of weights onto each unit at the end, pA
  double smallest_weight = 0;          ///< networks: at the end, pA
  double event_value = 0;              ///< of the experiment's first event; 0 without
};

/// Runs it to its end on one thread, or two; after `stop` what there is. `on_trial` is called after
/// each trial.
RunRecord recorded_run(const Experiment& experiment, unsigned threads, const std::stop_token& stop,
                       const std::function<void()>& on_trial);

}  // namespace homeostat::lab
