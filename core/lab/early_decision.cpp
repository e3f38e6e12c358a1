#include "core/lab/early_decision.h"

#include <algorithm>

#include "core/lab/foresight.h"

namespace homeostat::lab {

namespace {

constexpr std::int64_t judged_trials = OutcomeDetector::window_trials;
/// Looking ahead costs some trials; it is done every so many.
constexpr std::int64_t foresight_interval = 10;

/// The last trial in which an event begins, or lies over a trial that others go without; 0: never.
std::int64_t last_trial_of(const Event& event) {
  if (event.until_trial) return *event.until_trial - 1;
  return event.trial.value_or(0);
}

bool stands_still(const RunHistory& run) {
  if (run.trials() < 2) return false;
  const TrialRow& now = run.row(0);
  const TrialRow& before = run.row(1);
  return now.weights == before.weights && now.average == before.average;
}

}  // namespace

EarlyDecision::EarlyDecision(const Experiment& experiment)
    : trials_(experiment.trials), is_noise_free_(experiment.parameters["noise_sigma"] == 0) {
  for (const auto* events : {&experiment.events, &experiment.log}) {
    for (const Event& event : *events) {
      last_event_ = std::max(last_event_, last_trial_of(event));
      has_recurring_changes_ |= !event.trial && !event.until_trial;
      is_noise_free_ &= event.symbol != "noise_sigma";
    }
  }
}

bool EarlyDecision::decides(RunHistory& run, const ParameterValues& parameters) const {
  const std::int64_t trial = run.row().trial;
  const Outcome outcome = run.story().outcome.outcome();
  if (trial >= trials_) return true;
  if (trial <= last_event_ + 1) return false;
  if (outcome == Outcome::diverged) return true;
  if (is_noise_free_ && stands_still(run)) {
    // The same row again and again, until the judged mean holds nothing else.
    TrialRow row = run.row();
    const std::int64_t end = std::min(trials_, trial + judged_trials);
    while (row.trial < end) {
      ++row.trial;
      run.add(row, parameters);
    }
    return true;
  }
  if (outcome != Outcome::converged || has_recurring_changes_) return false;
  const std::int64_t undisturbed =
      trial - std::max(run.story().outcome.since_trial() - 1, last_event_);
  return undisturbed >= judged_trials && trial % foresight_interval == 0 &&
         stays_converged(run, parameters, trials_ - trial);
}

}  // namespace homeostat::lab
