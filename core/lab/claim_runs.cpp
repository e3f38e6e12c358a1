#include "core/lab/claim_runs.h"

#include <algorithm>
#include <cmath>

#include "core/lab/batch_run.h"
#include "core/lab/measure.h"
#include "core/lab/run_record.h"
#include "core/lab/start_range.h"
#include "core/math/numbers.h"

namespace homeostat::lab {

namespace {

/// Runs that share their noise and advance in lanes; each batch has a seed of its own.
constexpr int runs_together = 32;

/// A trial's cost, in trials of two populations.
double trial_cost(const Experiment& experiment) {
  constexpr double spiking_second = 300, units_trial = 50, online_second = 1.5;
  const ParameterValues& p = experiment.parameters;
  if (experiment.model() == Model::spiking) return spiking_second * p["trial_duration"] / 1000;
  if (experiment.model() == Model::multi_unit) return units_trial;
  return is_online(p) ? online_second : 1;
}

struct BatchRecorder : BatchObserver {
  BatchRecorder(std::vector<RunRecord>& kept, const std::function<void()>& after_trial)
      : records(kept), on_trial_of_last(after_trial) {}
  bool on_trial(std::size_t run, const TrialRow& row) override {
    records[run].rows.push_back(row);
    if (run + 1 == records.size()) on_trial_of_last();
    return true;
  }
  void on_failure(std::size_t, const std::string&) override {}

  std::vector<RunRecord>& records;
  const std::function<void()>& on_trial_of_last;
};

}  // namespace

RunSet::RunSet(const Experiment& experiment, const Measure& first)
    : experiment_(experiment), runs_(first) {}

bool RunSet::covers(const Experiment& experiment, const Measure& m) const {
  return m.seeds == runs_.seeds && m.starts == runs_.starts && m.runs == runs_.runs &&
         m.event_values == runs_.event_values && experiment == experiment_;
}

std::size_t RunSet::add(const Measure& measure) {
  measures_.push_back(measure);
  samples_.emplace_back(static_cast<std::size_t>(run_count()));
  return measures_.size() - 1;
}

int RunSet::run_count() const {
  if (!runs_.starts.empty()) return runs_.runs;
  return runs_.event_values.empty() ? runs_.seeds : static_cast<int>(runs_.event_values.size());
}

std::vector<RunSet::Part> RunSet::parts() const {
  std::vector<Part> parts;
  const int together = runs_.starts.empty() ? 1 : runs_together;
  const double cost = trial_cost(experiment_) * static_cast<double>(experiment_.trials);
  for (int first = 0; first < run_count(); first += together) {
    const int count = std::min(together, run_count() - first);
    constexpr double whole_batch = 3;  // lanes: ten times the throughput of single runs
    parts.push_back({first, count, together == 1 ? cost : whole_batch * cost});
  }
  return parts;
}

Experiment RunSet::single(int run) const {
  Experiment one = experiment_;
  if (!runs_.event_values.empty()) {
    one.events.front().value = runs_.event_values[static_cast<std::size_t>(run)];
  } else {
    one.seed += static_cast<std::uint64_t>(run);
  }
  return one;
}

void RunSet::run(const Part& part, const std::stop_token& stop,
                 const std::function<void(double)>& on_trial) {
  if (!runs_.starts.empty()) return run_batch(part, stop, on_trial);
  const double cost = trial_cost(experiment_);
  const RunRecord record = recorded_run(single(part.first), 1, stop, [&] { on_trial(cost); });
  if (!stop.stop_requested()) sample(part.first, record);
}

void RunSet::run_batch(const Part& part, const std::stop_token& stop,
                       const std::function<void(double)>& on_trial) {
  Experiment batch = experiment_;
  batch.seed += static_cast<std::uint64_t>(part.first / runs_together);
  std::vector<ei::Weights> starts;
  for (int k = 0; k < part.count; ++k)
    starts.push_back(drawn_start(start_range(runs_.starts), experiment_.seed,
                                 static_cast<std::uint64_t>(part.first + k)));
  std::vector<RunRecord> records(starts.size());
  for (RunRecord& record : records) record.experiment = batch;
  const double cost = part.cost / static_cast<double>(batch.trials);
  const std::function<void()> after_trial = [&] { on_trial(cost); };
  BatchRecorder recorder(records, after_trial);
  BatchRun(batch, starts).advance(batch.trials, recorder, stop);
  if (stop.stop_requested()) return;
  for (int k = 0; k < part.count; ++k) sample(part.first + k, records[static_cast<std::size_t>(k)]);
}

void RunSet::sample(int run, const RunRecord& record) {
  for (std::size_t k = 0; k < measures_.size(); ++k) {
    const Measure& m = measures_[k];
    const MeasureSpec& spec = measure_spec(m.name);
    Sample& into = samples_[k][static_cast<std::size_t>(run)];
    if (spec.is_of_pairs()) {
      into = {measure_spec(m.x).of_run(record, m), measure_spec(m.y).of_run(record, m)};
    } else {
      into.y = spec.of_run(record, m);
    }
  }
}

Measured RunSet::measured(std::size_t measure) const {
  const auto& samples = samples_[measure];
  const auto n = static_cast<double>(samples.size());
  Sample mean;
  for (const Sample& s : samples) {
    mean.x += s.x;
    mean.y += s.y;
  }
  mean = {mean.x / n, mean.y / n};  // of 20 times 1 it is exactly 1
  double xx = 0, xy = 0, yy = 0;
  for (const Sample& s : samples) {
    xx += (s.x - mean.x) * (s.x - mean.x);
    xy += (s.x - mean.x) * (s.y - mean.y);
    yy += (s.y - mean.y) * (s.y - mean.y);
  }
  Measured result{mean.y, nan, static_cast<int>(samples.size())};
  const std::string& name = measures_[measure].name;
  if (name == "correlation") {
    result.value = xy / std::sqrt(xx * yy);
  } else if (name == "slope") {
    result.value = xy / xx;
    if (n > 2) result.standard_error = std::sqrt(std::max(0.0, yy - xy * xy / xx) / (n - 2) / xx);
  } else if (n > 1) {
    result.standard_error = std::sqrt(yy / (n - 1) / n);
  }
  return result;
}

}  // namespace homeostat::lab
