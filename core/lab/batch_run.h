// Many runs of one experiment that differ in their initial weights alone, advancing together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/ei/rate_lanes.h"
#include "core/lab/experiment.h"
#include "core/lab/protocol.h"
#include "core/lab/record.h"
#include "core/lab/trial_setup.h"

namespace homeostat::lab {

/// Told of every trial of every run, on the thread that advances them.
class BatchObserver {
 public:
  virtual ~BatchObserver() = default;
  /// Answers whether this run shall go on.
  virtual bool on_trial(std::size_t run, const TrialRow& row) = 0;
  /// The run has stopped before its next trial: an event asks for what the model does not admit.
  virtual void on_failure(std::size_t run, const std::string& why) = 0;
};

/// Every run has the rows that Engine (engine.h) gives the experiment with these initial weights,
/// bit for bit; together they take a tenth of the time, because single runs wait for their own last
/// step and lanes do not.
class BatchRun {
 public:
  /// `starts` are the initial weights, one for each run; the experiment's own are not looked at.
  /// Throws InputError when the experiment cannot be run, and in online mode: there a run has no
  /// trials after which it could be judged, and learns at every step, which lanes do not do.
  BatchRun(const Experiment& experiment, std::span<const ei::Weights> starts,
           math::VectorPath path = math::best_vector_path());

  /// Runs `trials` more trials of all runs that still go on; looks at `stop` between trials.
  void advance(std::int64_t trials, BatchObserver& observer, const std::stop_token& stop = {});

  std::size_t running() const { return networks_.size(); }
  std::int64_t trials_done() const { return protocol_.trials_done(); }
  /// Parameters as they stand, after events; their weights mean nothing.
  const ParameterValues& parameters() const { return protocol_.values(); }

 private:
  struct Network {
    std::size_t run;
    ei::Weights weights;
    ei::Rates average;
  };
  using Parts = std::vector<TrialSetup::Part>;

  void run_trial(BatchObserver& observer);
  void enter_trial(const Protocol::NetworkEvents& events, BatchObserver& observer);
  Parts laid_out(const Protocol::Trial& trial, BatchObserver& observer);
  void simulate(const Protocol::Trial& trial, const Parts& parts);
  void learn(const Protocol::Trial& trial, BatchObserver& observer);
  template <class GoesOn>
  void keep_if(GoesOn&& goes_on);
  template <class Action>
  void keep_those_that_can(BatchObserver& observer, Action&& action);

  Protocol protocol_;
  std::optional<TrialSetup> setup_;  ///< of the trial before
  ei::RateLanes lanes_;
  std::vector<Network> networks_;  ///< those that still go on
  std::vector<ei::Weights> felt_;  ///< theirs, with temporary changes laid over
};

}  // namespace homeostat::lab
