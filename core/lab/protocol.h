// What an experiment does to its networks from outside, trial by trial: parameters, events, log.
// The same for one run and for many side by side, whose own affair are weights and activity.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/lab/event.h"
#include "core/lab/experiment.h"

namespace homeostat::lab {

class Protocol {
 public:
  explicit Protocol(const Experiment& experiment);

  /// Permanent changes of a weight or of the activity, for the caller to make.
  using NetworkEvents = std::vector<Event>;

  /// Stands at the boundary before the next trial: the log's edits come before the protocol's
  /// events and before new edits, once per boundary.
  [[nodiscard]] NetworkEvents enter_boundary();
  /// Goes over the boundary, the protocol's events included.
  [[nodiscard]] NetworkEvents enter_trial();
  /// A permanent event as it would stand in the log, now.
  Event event_now(std::string symbol, double value) const;
  /// An edit as it shall stand in the log: permanent from now on, or in the trials to come while it
  /// lasts.
  [[nodiscard]] NetworkEvents take_in(const Event& edit);

  /// The trial that was entered; valid until the next one is.
  struct Trial {
    std::int64_t number;
    const ParameterValues& values;  ///< with what lasts for whole trials laid over them
    std::vector<Overlay> changes;   ///< temporary ones, at their steps
  };
  Trial trial();
  void end_trial();
  /// Goes on, from before the first trial, to where `trials` are done, whatever the networks did in
  /// them. Gives what would have been theirs to do. Trial mode only.
  NetworkEvents pass_over(std::int64_t trials);

  std::int64_t trials_done() const { return done_; }
  const Experiment& experiment() const { return experiment_; }
  /// After permanent events and edits.
  const ParameterValues& values() const { return values_; }

 private:
  void apply_at_boundary(const std::vector<Event>& events, NetworkEvents& to_networks);
  void apply(const Event& permanent, NetworkEvents& to_networks);
  bool happens_at_boundary(const Event& event) const;
  bool lasts_whole_trials(const Event& event) const;
  ParameterValues values_for(std::int64_t trial) const;

  Experiment experiment_;
  bool online_;
  ParameterValues values_;
  ParameterValues of_trial_;
  std::vector<Event> within_trial_;  ///< temporary events that do not, edits last
  std::int64_t done_ = 0;
  bool log_is_applied_ = false;
};

/// Parameters as permanent events leave them after so many trials.
ParameterValues parameters_after(const Experiment& experiment, std::int64_t trials);

}  // namespace homeostat::lab
