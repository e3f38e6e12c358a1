// The only door to all models: an experiment in, rows and traces out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/lab/event.h"
#include "core/lab/experiment.h"
#include "core/lab/network_state.h"
#include "core/lab/network_trial.h"
#include "core/lab/record.h"
#include "core/lab/trace.h"
#include "core/lab/unit_history.h"

namespace homeostat::ei {
class Synapses;
class UnitWeights;
}  // namespace homeostat::ei

namespace homeostat::lab {

/// Told of every trial as it is done, on the engine's thread.
class Observer {
 public:
  virtual ~Observer() = default;
  /// Where the next trial's trace shall be written, or null when nobody wants it.
  virtual Trace* trace_for(std::int64_t /*trial*/) { return nullptr; }
  /// The same for all that a trial of a network holds.
  virtual NetworkTrial* network_trial_for(std::int64_t /*trial*/) { return nullptr; }
  virtual void on_trial(const TrialRow& row) = 0;
};

/// A parameter's new value.
struct Change {
  std::string symbol;
  double value = 0;
};

class Engine {
 public:
  /// Throws InputError when the experiment cannot be run. The experiment's log is replayed.
  /// `threads`: 1, or 2 to run half of a spiking network's cells beside the other; same bits.
  explicit Engine(const Experiment& experiment, unsigned threads = 1);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  /// Runs `trials` more trials (online mode: seconds), past the experiment's length if asked to;
  /// looks at `stop` between trials. Same bits however the run is cut into calls.
  void advance(std::int64_t trials, Observer& observer, std::stop_token stop = {});

  std::int64_t trials_done() const;

  /// Parameters as they stand, after events and edits.
  const ParameterValues& parameters() const;

  /// Takes effect at the next trial (online mode: the next second). Returns the events as logged.
  /// Throws InputError when the result would not be a valid experiment; then nothing changes.
  std::vector<Event> edit(std::span<const Change> changes);

  /// What a hand does to chosen cells of a network, as it shall stand in the log: from the next
  /// trial on, or the end of what began before (add_to_log).
  void treat(const Event& event);

  /// Silences the activity (rates, noise, averages) and leaves the weights; logged.
  Event reset_activity();

  /// Goes on as a run of this experiment that has just done the trial of `row`. Two populations in
  /// trial mode only.
  void resume_from(const TrialRow& row);

  /// What the next trial of a network begins from. Not for two populations.
  NetworkState network_state() const;
  /// Goes on as a run of this experiment that has just done the trial of that state.
  void resume_from(const NetworkState& state);
  /// A spiking network's synapses; null for the other models.
  const ei::Synapses* synapses() const;
  /// The weights of a network of rate units; null for the other models.
  const ei::UnitWeights* unit_weights() const;
  /// What they have come to; nothing for the other models.
  std::optional<UnitMoment> unit_moment() const;

 private:
  class Model;
  std::unique_ptr<Model> model_;
};

/// Trial `trial` of a run once more: the trace it had, from the row before it (null for the first).
/// The experiment carries the run's log. Throws InputError in online mode.
Trace replay_trial(const Experiment& experiment, std::int64_t trial, const TrialRow* before);

}  // namespace homeostat::lab
