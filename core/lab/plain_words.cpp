#include "core/lab/plain_words.h"

#include <algorithm>
#include <cmath>

#include "core/ei/steady_state.h"
#include "core/lab/words.h"

namespace homeostat::lab {

namespace {

ei::Weights change_at(const TrialRow& row, const ParameterValues& p) {
  return ei::weight_change(rule(p), rate_parameters(p),
                           ei::sensed_rates(row.average, p["rate_floor"]), setpoints(p),
                           row.weights);
}

bool is_learning(const ParameterValues& p) { return !is_frozen(rule(p)); }

std::string regime_text(const TrialRow& row, const ParameterValues& p) {
  return is_inhibition_stabilised(rate_parameters(p), row.weights) ? ", inhibition-stabilised."
                                                                   : ", stable without inhibition.";
}

std::string unit(const ParameterValues& p) { return is_online(p) ? "second " : "trial "; }

/// About the rule at the setpoints, at the present weights.
std::string settling_text(const TrialRow& row, const ParameterValues& p) {
  if (!is_learning(p)) return "Learning is off.";
  const double trials = settling_trials(row, p);
  if (!std::isfinite(trials)) return "The rule is not stable here: it will drift away.";
  if (is_online(p)) return "The rule is stable here.";
  const std::string held = floor_text(held_weights(row, p));
  if (!held.empty()) {
    return held + ", so the last approach is slow: about " + number_words("%.0f", trials) +
           " trials.";
  }
  return "The rule is stable here: slowest mode " + number_words("%.0f", trials) + " trials.";
}

/// What each error asks of W_IE after this trial.
struct Push {
  double by_E, by_I;
};

Push push_on_W_IE(const TrialRow& row, const ParameterValues& p) {
  TrialRow only_E = row;
  only_E.average.I = p["I_set"];
  const double by_E = change_at(only_E, p).IE;
  return {by_E, change_at(row, p).IE - by_E};
}

/// What the rule is doing about the larger error, and whether that helps.
std::string correction_text(const TrialRow& row, const ParameterValues& p) {
  if (correction_backfires(row, p)) {
    return row.average.I < p["I_set"]
               ? "I is too low, so the rule raises W_IE, and that lowers I: the paradoxical effect."
               : "I is too high, so the rule lowers W_IE, and that raises I: the paradoxical "
                 "effect.";
  }
  const Push push = push_on_W_IE(row, p);
  const double error_E = p["E_set"] - row.average.E;
  const auto response = rate_response(rate_parameters(p), row.weights, row.average);
  const bool helps = response(0, ei::IE) < 0 && push.by_E * error_E < 0;
  if (std::abs(push.by_E) <= std::abs(push.by_I) || !helps ||
      std::abs(error_E) <= OutcomeDetector::converged_within_hz) {
    return "";
  }
  return error_E < 0 ? "E is too high, so the rule raises W_IE, and that lowers E. "
                     : "E is too low, so the rule lowers W_IE, and that raises E. ";
}

PlainWords silent_words(const RunStory& story, const TrialRow& newest, const ParameterValues& p) {
  if (story.first_up == 0) {
    const bool recruits = change_at(newest, p).EE > 0;
    return {Mood::warn, "Silent", "No up-state yet: the pulse does not start one.",
            !is_learning(p) ? "Learning is off."
            : recruits      ? "The rule is raising W_EE until it does."
                            : "And the rule does not raise W_EE."};
  }
  PlainWords words{Mood::bad, "Silent",
                   "No up-state since " + unit(p) + std::to_string(story.last_up.trial) + ".", ""};
  if (correction_backfires(story.last_up, p)) {
    words.reasons =
        "The correction backfired: I was too low, the rule raised W_IE, and that lowered both "
        "rates.";
  }
  return words;
}

PlainWords wandering_words(const TrialRow& newest, const ParameterValues& p) {
  const ei::Rates rates = newest.mean;
  PlainWords words{Mood::warn, is_learning(p) ? "Learning" : "Steady",
                   "Up-state at " + rates_words(rates) + regime_text(newest, p), ""};
  if (!is_learning(p)) {
    words.mood = Mood::neutral;
    words.reasons = "Learning is off.";
    return words;
  }
  words.reasons = correction_text(newest, p);
  if (!correction_backfires(newest, p)) {
    const auto point = stability_at(plane_problem(p), newest.weights.EE, newest.weights.IE);
    words.reasons += !point.weights_are_positive
                         ? "No positive W_EI and W_II hold the setpoints here; it must move on."
                     : point.rule_is_stable ? "The rule is stable at these W_EE and W_IE."
                                            : "The rule is not stable at these W_EE and W_IE.";
  }
  return words;
}

PlainWords converged_words(const TrialRow& newest, const ParameterValues& p) {
  PlainWords words{Mood::good, "Stable",
                   "Up-state at " + rates_words(newest.average) + regime_text(newest, p),
                   settling_text(newest, p)};
  if (is_learning(p) && !std::isfinite(settling_trials(newest, p))) {
    words.mood = Mood::warn;
    words.word = "Unstable";
  }
  return words;
}

}  // namespace

bool correction_backfires(const TrialRow& row, const ParameterValues& p) {
  const double error_I = p["I_set"] - row.average.I;
  if (std::abs(error_I) <= OutcomeDetector::converged_within_hz) return false;
  if (!(row.average.E > RunStory::up_above_hz)) return false;
  const Push push = push_on_W_IE(row, p);
  const auto response = rate_response(rate_parameters(p), row.weights, row.average);
  return std::abs(push.by_I) > std::abs(push.by_E) && response(1, ei::IE) < 0 &&
         push.by_I * error_I > 0;
}

ei::HeldWeights held_weights(const TrialRow& row, const ParameterValues& p) {
  const auto w = row.weights.array();
  const auto change = change_at(row, p).array();
  ei::HeldWeights held{};
  for (std::size_t i = 0; i < 4; ++i) held[i] = w[i] <= p["W_min"] && change[i] <= 0;
  return held;
}

std::string floor_text(const ei::HeldWeights& held) {
  std::string symbols;
  for (std::size_t i = 0; i < held.size(); ++i) {
    if (held[i]) symbols += (symbols.empty() ? "" : " and ") + std::string(ei::weight_symbols[i]);
  }
  if (symbols.empty()) return {};
  return symbols +
         (std::ranges::count(held, true) > 1 ? " are at their floor" : " is at its floor");
}

double settling_trials(const TrialRow& row, const ParameterValues& p) {
  const ei::PlaneProblem problem = plane_problem(p);
  const ei::LearningMatrix K = learning_matrix(problem, row.weights, held_weights(row, p));
  return slowest_mode_trials(trial_map_stability(K, problem.tau_trial));
}

PlainWords plain_words(const RunStory& story, const TrialRow& newest, const ParameterValues& p) {
  if (newest.trial == 0) return {Mood::neutral, "Ready", "Press play.", ""};
  const std::string since = unit(p) + std::to_string(story.outcome.since_trial()) + ".";
  switch (story.outcome.outcome()) {
    case Outcome::converged:
      return converged_words(newest, p);
    case Outcome::silent:
      return silent_words(story, newest, p);
    case Outcome::saturated:
      return {Mood::bad, "Saturated",
              "Runaway activity, held only by E_max and I_max, since " + since, ""};
    case Outcome::diverged:
      return {Mood::bad, "Diverged", "Rates or weights are no longer finite since " + since,
              "Lower the learning rates."};
    case Outcome::wandering:
      break;
  }
  if (!(newest.mean.E > RunStory::up_above_hz)) return silent_words(story, newest, p);
  return wandering_words(newest, p);
}

}  // namespace homeostat::lab
