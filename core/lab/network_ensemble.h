// Several experiments side by side, each to the end of its training, as they grow: the nine
// networks of Table S3 [paradox, Fig. 7L].
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/lab/experiment.h"
#include "core/lab/long_task.h"
#include "core/lab/outcome.h"
#include "core/lab/parallel.h"
#include "core/lab/record.h"

namespace homeostat::lab {

struct EnsembleQuestion {
  std::vector<Experiment> experiments;
  /// Rows are kept as means over so many trials.
  std::int64_t trials_a_point = 25;
};

/// Means over the trials that end with `trial`.
struct EnsemblePoint {
  std::int64_t trial = 0;
  ei::Rates mean;  ///< sensed rates, Hz
  double up_duration_s = 0, mse_average = 0;
};

struct EnsembleMember {
  std::string name;
  ei::Weights start;
  ei::Setpoints set;
  std::int64_t trials = 0;  ///< asked for
  std::vector<EnsemblePoint> points;
  TrialRow last;          ///< its trial 0: none yet
  std::string error;      ///< why it ended early
  double up_seconds = 0;  ///< the longest up-state there can be

  /// Both rates, averaged over the last points, at the setpoints within 2 %, as a network's outcome
  /// is judged.
  bool is_at_setpoints() const;
  /// It is there with up-states that end by themselves, in less than half of the time they have:
  /// the rule asks for rates in the up-state, not for its length.
  bool has_short_up_states() const;
  /// Means over the last `points` points, fewer where there are fewer.
  EnsemblePoint lately(std::size_t points = 4) const;
};

struct EnsembleAnswer {
  std::vector<EnsembleMember> members;
};

/// Before any trial.
EnsembleAnswer untrained(const EnsembleQuestion& question);

using EnsembleTask = LongTask<EnsembleQuestion, EnsembleAnswer>;

/// On `workers` threads, one experiment each; an experiment that fails leaves the others alone.
EnsembleAnswer run_ensemble(const EnsembleQuestion& question, Workers workers,
                            const EnsembleTask::Show& show, const std::stop_token& stop);

/// On all processors, at a priority that leaves them to everybody else.
EnsembleTask::Work ensemble_work();

/// The nine networks of Table S3: the built-in experiments fig7l_1 to fig7l_9.
EnsembleQuestion table_s3();

}  // namespace homeostat::lab
