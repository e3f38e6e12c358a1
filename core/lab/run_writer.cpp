#include "core/lab/run_writer.h"

#include <utility>

#include "core/lab/experiment_io.h"
#include "core/lab/npy.h"

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
  trials_csv_->write(trials_csv_header(experiment.model()));
}

Trace* RunWriter::trace_for(std::int64_t trial) { return keeps(trial) ? &trace_ : nullptr; }

NetworkTrial* RunWriter::network_trial_for(std::int64_t trial) {
  return keeps(trial) ? &network_trial_ : nullptr;
}

bool RunWriter::keeps(std::int64_t trial) const {
  return trials_csv_ && (traces_.last || traces_.wants(trial));
}

void RunWriter::on_trial(const TrialRow& row) {
  last_ = row;
  outcome_.add(row, engine_.parameters());
  if (!trials_csv_) return;
  trials_csv_->write(trials_csv_line(row, experiment_.model()));
  if (traces_.wants(row.trial)) write_trace(row.trial);
}

Summary RunWriter::finish() {
  const Summary summary{experiment_.name,
                        experiment_.model(),
                        experiment_.seed,
                        last_.trial,
                        outcome_.outcome(),
                        outcome_.since_trial(),
                        last_};
  if (!trials_csv_) return summary;
  trials_csv_->commit();
  if (traces_.last && last_.trial > 0) write_trace(last_.trial);
  if (const ei::Synapses* synapses = engine_.synapses())
    write_weights(*synapses, directory_ / "weights.npy");
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
  if (experiment_.model() == Model::spiking)
    write_spikes(network_trial_.spikes, directory_ / ("spikes_" + std::to_string(trial) + ".npy"));
}

}  // namespace homeostat::lab
