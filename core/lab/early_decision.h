// When the end of a run can be told before it is reached: never wrongly, or not at all.
#pragma once

#include <cstdint>

#include "core/lab/experiment.h"
#include "core/lab/run_history.h"

namespace homeostat::lab {

/// Knows what of an experiment can still disturb its runs. Decided is a run that
///  - has diverged: what is not finite stays so;
///  - stands still: noise-free, and its last trial changed no bit of averages and weights;
///  - has been converged for 50 trials and stays so (foresight.h).
/// Silence and saturation are not final: the rule may lead out of them.
class EarlyDecision {
 public:
  explicit EarlyDecision(const Experiment& experiment);

  /// Whether the outcome, and since when it holds, are those the whole run would have. `parameters`
  /// are those after its events. A run that stands still is taken to the end of its story.
  bool decides(RunHistory& run, const ParameterValues& parameters) const;

 private:
  std::int64_t trials_;
  std::int64_t last_event_ = 0;  ///< last trial in which the protocol does anything new
  bool has_recurring_changes_ = false;
  bool is_noise_free_ = true;
};

}  // namespace homeostat::lab
