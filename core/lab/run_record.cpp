#include "core/lab/run_record.h"

#include <algorithm>
#include <utility>

#include "core/ei/synapses.h"
#include "core/ei/unit_weights.h"
#include "core/lab/engine.h"

namespace homeostat::lab {

namespace {

/// Spikes of each population per cell and second in [from, to), ms.
ei::Rates rates_between(const NetworkTrial& trial, double from_ms, double to_ms) {
  ei::Rates spikes;
  for (const ei::Spike& spike : trial.spikes) {
    const double ms = spike.step * trial.dt_ms;
    if (ms < from_ms || ms >= to_ms) continue;
    (spike.cell < trial.sizes.E ? spikes.E : spikes.I) += 1;
  }
  const double seconds = (to_ms - from_ms) / 1000;
  return {spikes.E / seconds / trial.sizes.E, spikes.I / seconds / trial.sizes.I};
}

class TableRecorder : public Observer {
 public:
  TableRecorder(RunRecord& record, const std::function<void()>& on_trial)
      : record_(record), on_trial_(on_trial) {}

  NetworkTrial* network_trial_for(std::int64_t) override {
    return record_.experiment.model() == Model::spiking ? &trial_ : nullptr;
  }

  void on_trial(const TrialRow& row) override {
    record_.rows.push_back(row);
    if (record_.experiment.model() == Model::spiking) digest();
    on_trial_();
  }

 private:
  void digest() {
    NetworkDigest digest{trial_.interval_variation, {}, {}};
    const auto& events = record_.experiment.events;
    if (!events.empty() && events.front().until_ms) {
      const double from = events.front().time_ms, to = *events.front().until_ms;
      digest.during_event = rates_between(trial_, from, to);
      digest.before_event = rates_between(trial_, from - (to - from), from);
    }
    record_.digests.push_back(digest);
    record_.inputs = trial_.inputs;
  }

  RunRecord& record_;
  const std::function<void()>& on_trial_;
  NetworkTrial trial_;
};

}  // namespace

RunRecord recorded_run(const Experiment& experiment, unsigned threads, const std::stop_token& stop,
                       const std::function<void()>& on_trial) {
  RunRecord record{experiment, {}, {}, {}, 0, 0};
  if (!experiment.events.empty()) record.event_value = experiment.events.front().value;
  Engine engine(experiment, threads);
  TableRecorder recorder(record, on_trial);
  engine.advance(experiment.trials, recorder, stop);
  if (const ei::Synapses* synapses = engine.synapses())
    record.smallest_weight = *std::ranges::min_element(synapses->weights());
  if (const ei::UnitWeights* weights = engine.unit_weights()) record.inputs = weights->inputs();
  return record;
}

}  // namespace homeostat::lab
