// Earlier trials of a network's run, run once more: the same bits, with whatever is asked to be
// recorded.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/lab/engine.h"
#include "core/lab/frame.h"
#include "core/lab/long_task.h"

namespace homeostat::lab {

struct PastQuestion {
  std::shared_ptr<const Run> run;
  std::int64_t trial = 0;  ///< one of its rows
  std::vector<int> probed;
  bool all_weights = false;
};

/// Runs on from the nearest state that is at hand. Of the stretch it runs through it keeps some
/// states itself, since whoever looks back looks at neighbours.
class PastRunner {
 public:
  using Show = std::function<void(double part_done)>;

  /// Null when it was stopped.
  std::shared_ptr<const NetworkTrial> run(const PastQuestion& question, const Show& show,
                                          const std::stop_token& stop);
  /// How many trials the last answer took.
  std::int64_t trials_run() const { return trials_run_; }

 private:
  void go_to(const PastQuestion& question);

  std::weak_ptr<const Run> run_;  ///< its states are not to outlive it
  std::optional<Engine> engine_;
  std::int64_t known_trials_ = 0;  ///< of the run, when its log was read
  std::unique_ptr<KeptStates> near_;
  std::int64_t near_from_ = 0;  ///< the stretch they lie in begins with the state after this trial
  std::int64_t trials_run_ = 0;
};

/// The same on a thread of its own, which lets the run that goes on go first.
class PastTrials {
 public:
  using Answer = std::shared_ptr<const NetworkTrial>;

  PastTrials();

  void ask(PastQuestion question) { task_.ask(std::move(question)); }
  void cancel() { task_.cancel(); }
  /// News of the question asked last, or null.
  std::unique_ptr<SoFar<Answer>> take() { return task_.take(); }

 private:
  PastRunner runner_;  ///< of the task's thread
  LongTask<PastQuestion, Answer> task_;
};

}  // namespace homeostat::lab
