#include "core/lab/run_writer.h"
#include "core/ei/synapses.h"

#include <utility>

#include "core/lab/experiment_io.h"
#include "core/lab/network_file.h"
#include "core/lab/npy.h"
#include "core/lab/protocol.h"

namespace homeostat::lab {

namespace {

/// What a run that is killed may lose.
constexpr std::chrono::seconds checkpoint_interval{20};

}  // namespace

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

void RunWriter::go_on_after(const std::vector<TrialRow>& rows) {
  for (const TrialRow& row : rows) keep(row, parameters_after(experiment_, row.trial));
}

void RunWriter::on_trial(const TrialRow& row) {
  keep(row, engine_.parameters());
  if (trials_csv_ && traces_.wants(row.trial)) write_trace(row.trial);
  if (engine_.synapses() != nullptr && trials_csv_ &&
      std::chrono::steady_clock::now() - last_checkpoint_ > checkpoint_interval)
    write_checkpoint();
}

void RunWriter::keep(const TrialRow& row, const ParameterValues& parameters) {
  last_ = row;
  outcome_.add(row, parameters);
  if (!trials_csv_) return;
  trials_csv_->write(trials_csv_line(row, experiment_.model()));
  if (engine_.synapses() != nullptr) rows_.push_back(row);
}

void RunWriter::write_checkpoint() {
  save_network({experiment_, engine_.network_state(), rows_}, WeightPrecision::exact,
               directory_ / checkpoint_name);
  last_checkpoint_ = std::chrono::steady_clock::now();
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
  const bool is_traced = experiment_.model() != Model::spiking
                             ? last_.trial > 0
                             : network_trial_.trial == last_.trial && last_.trial > 0;
  if (traces_.last && is_traced) write_trace(last_.trial);
  if (const ei::Synapses* synapses = engine_.synapses()) {
    write_weights(*synapses, directory_ / "weights.npy");
    write_checkpoint();
  }
  if (const ei::UnitWeights* weights = engine_.unit_weights())
    write_weights(*weights, directory_ / "weights.npy");
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
