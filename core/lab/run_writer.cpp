#include "core/lab/run_writer.h"

#include <utility>

#include "core/lab/experiment_io.h"

namespace homeostat::lab {

RunWriter::RunWriter(const Experiment& experiment, const Engine& engine, TraceChoice traces,
                     std::filesystem::path directory)
    : experiment_(experiment),
      engine_(engine),
      traces_(std::move(traces)),
      directory_(std::move(directory)) {
  if (directory_.empty()) return;
  require_output_directory(directory_);
  trials_csv_.emplace(directory_ / "trials.csv");
  trials_csv_->write(trials_csv_header());
}

Trace* RunWriter::trace_for(std::int64_t trial) {
  const bool wanted = trials_csv_ && (traces_.last || traces_.wants(trial));
  return wanted ? &trace_ : nullptr;
}

void RunWriter::on_trial(const TrialRow& row) {
  last_ = row;
  outcome_.add(row, engine_.parameters());
  if (!trials_csv_) return;
  trials_csv_->write(trials_csv_line(row));
  if (traces_.wants(row.trial)) write_trace(row.trial);
}

Summary RunWriter::finish() {
  const Summary summary{experiment_.name,   experiment_.seed,       last_.trial,
                        outcome_.outcome(), outcome_.since_trial(), last_};
  if (!trials_csv_) return summary;
  trials_csv_->commit();
  if (traces_.last && last_.trial > 0) write_trace(last_.trial);
  save_experiment(experiment_, directory_ / "experiment.json");
  OutputFile file(directory_ / "summary.json");
  file.write(summary_json(summary) + "\n");
  file.commit();
  return summary;
}

void RunWriter::write_trace(std::int64_t trial) {
  OutputFile file(directory_ / ("trace_" + std::to_string(trial) + ".csv"));
  file.write(trace_csv(trace_));
  file.commit();
}

}  // namespace homeostat::lab
