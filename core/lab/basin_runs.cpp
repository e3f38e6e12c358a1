#include "core/lab/basin_runs.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/lab/batch_run.h"
#include "core/lab/early_decision.h"

namespace homeostat::lab {

namespace {

void raise(Peak& peak, double rate, std::int64_t trial) {
  if (rate > peak.rate) peak = {rate, trial};
}

/// Follows the runs of a batch and lets each go when its outcome is decided.
class Judge : public BatchObserver {
 public:
  Judge(const BasinQuestion& question, const BasinBatch& batch, const Experiment& experiment)
      : cells_(batch.cells), decision_(experiment), batch_(experiment, starts(question, batch)) {
    runs_.resize(cells_.size());
    histories_.resize(cells_.size());
  }

  BatchRun& batch() { return batch_; }
  std::vector<FinishedRun>& finished() { return finished_; }

  bool on_trial(std::size_t k, const TrialRow& row) override {
    RunHistory& history = histories_[k];
    CellRun& run = runs_[k];
    history.add(row, batch_.parameters());
    raise(run.E, row.mean.E, row.trial);
    raise(run.I, row.mean.I, row.trial);
    run.last = row;
    if (!decision_.decides(history, batch_.parameters())) return true;
    finish(k);
    return false;
  }

  void on_failure(std::size_t k, const std::string& why) override {
    runs_[k].failure = why;
    finish(k);
  }

 private:
  static std::vector<ei::Weights> starts(const BasinQuestion& question, const BasinBatch& batch) {
    std::vector<ei::Weights> weights;
    for (const auto& [column, row] : batch.cells)
      weights.push_back(start_weights(question, column, row));
    return weights;
  }

  void finish(std::size_t k) {
    const RunStory& story = histories_[k].story();
    CellRun& run = runs_[k];
    run.outcome = story.outcome.outcome();
    run.outcome_trial = story.outcome.since_trial();
    run.first_up = story.first_up;
    run.last_up = story.last_up.trial;
    finished_.push_back({cells_[k], std::move(run)});
  }

  const std::vector<GridCell>& cells_;
  const EarlyDecision decision_;
  BatchRun batch_;
  std::vector<CellRun> runs_;
  std::vector<RunHistory> histories_;
  std::vector<FinishedRun> finished_;
};

}  // namespace

std::size_t most_runs_of_a_batch(const BasinQuestion& question) {
  constexpr double steps_between_looks = 2e7, most = 128;
  const ParameterValues& p = question.experiment.parameters;
  const double steps = p["trial_duration"] / p["dt"];
  return static_cast<std::size_t>(
      std::clamp(steps_between_looks / steps, static_cast<double>(fewest_runs_of_a_batch), most));
}

void run_batch(const BasinQuestion& question, const BasinBatch& batch, const std::stop_token& stop,
               const std::function<void(std::vector<FinishedRun>&, double begun)>& report) {
  const auto [column, row] = batch.cells.front();
  const Experiment experiment = cell_experiment(question, column, row, batch.seed);
  Judge judge(question, batch, experiment);
  while (judge.batch().running() > 0 && !stop.stop_requested()) {
    judge.batch().advance(1, judge);
    report(judge.finished(), static_cast<double>(judge.batch().running()) *
                                 static_cast<double>(judge.batch().trials_done()) /
                                 static_cast<double>(question.trials));
    judge.finished().clear();
  }
}

}  // namespace homeostat::lab
