// A run on its way to disk: rows as they come, the rest when it ends or is cut short.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <vector>

#include "core/lab/engine.h"
#include "core/lab/outcome.h"
#include "core/lab/result_io.h"

namespace homeostat::lab {

/// Which trials' traces, and spikes, are written.
struct TraceChoice {
  bool last = false, all = false;
  std::set<std::int64_t> trials;

  bool wants(std::int64_t trial) const { return all || trials.contains(trial); }
};

class RunWriter : public Observer {
 public:
  /// Writes to `directory`, which is made; an empty one: judges only. Throws InputError before
  /// anything runs when the directory cannot be written. The engine must outlive it.
  RunWriter(const Experiment& experiment, const Engine& engine, TraceChoice traces,
            std::filesystem::path directory);

  /// Before the first trial: these were done before, by a run that was cut short.
  void go_on_after(const std::vector<TrialRow>& rows);

  Trace* trace_for(std::int64_t trial) override;
  NetworkTrial* network_trial_for(std::int64_t trial) override;
  void on_trial(const TrialRow& row) override;

  /// trials.csv, the last trace, a network's weights, experiment.json and summary.json under their
  /// names. Throws RunError.
  Summary finish();

  const Trace& trace() const { return trace_; }
  const NetworkTrial& network_trial() const { return network_trial_; }

 private:
  void keep(const TrialRow& row, const ParameterValues& parameters);
  void write_checkpoint();
  bool keeps(std::int64_t trial) const;
  void write_trace(std::int64_t trial);

  const Experiment& experiment_;
  const Engine& engine_;
  TraceChoice traces_;
  std::filesystem::path directory_;
  std::optional<OutputFile> trials_csv_;
  Trace trace_;
  NetworkTrial network_trial_;
  OutcomeDetector outcome_;
  TrialRow last_;
  std::vector<TrialRow> rows_;  ///< for checkpoints, which only networks have
  std::chrono::steady_clock::time_point last_checkpoint_ = std::chrono::steady_clock::now();
};

}  // namespace homeostat::lab
