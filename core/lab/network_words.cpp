#include "core/lab/network_words.h"

#include <algorithm>

#include "core/lab/words.h"

namespace homeostat::lab {

namespace {

constexpr std::size_t recent_trials = 100;

struct Recent {
  std::size_t trials = 0;
  std::size_t up = 0;       ///< with an up-state
  std::size_t lasting = 0;  ///< whose up-state lasts to the end
  double up_s = 0;          ///< mean duration over the trials with an up-state
  ei::Rates rates;
};

Recent recent(const Run& run) {
  const std::size_t rows = run.rows.size();
  Recent r;
  run.rows.for_each(rows - std::min(rows, recent_trials), rows, [&](const TrialRow& row) {
    ++r.trials;
    r.rates.E += row.average.E;
    r.rates.I += row.average.I;
    if (row.network.up_states == 0) return;
    ++r.up;
    r.lasting += row.network.lasts_to_end ? 1 : 0;
    r.up_s += row.network.up_duration_s;
  });
  const auto n = static_cast<double>(std::max<std::size_t>(r.trials, 1));
  r.rates = {r.rates.E / n, r.rates.I / n};
  r.up_s = r.up > 0 ? r.up_s / static_cast<double>(r.up) : 0;
  return r;
}

bool is_learning(const ParameterValues& p) { return !is_frozen(rule(p)); }

std::string rates_text(const Recent& r) {
  return rates_words(r.rates) + " over the last " + std::to_string(r.trials) +
         (r.trials == 1 ? " trial." : " trials.");
}

/// What the rule does about a network that does not wake.
std::string waking_text(const Run& run, const ParameterValues& p) {
  if (!is_learning(p)) return "Learning is off.";
  const std::size_t rows = run.rows.size();
  if (rows < 2) return {};
  const std::size_t before = rows > recent_trials ? rows - recent_trials : 1;
  const double rise = run.rows[rows - 1].weights.EE - run.rows[before - 1].weights.EE;
  return rise > 0 ? "The rule is raising W_EE until it does not."
                  : "And the rule does not raise W_EE.";
}

PlainWords asleep_words(const RunStory& story, const Run& run, const ParameterValues& p) {
  if (story.first_up > 0) {
    return {Mood::bad, "Silent",
            "No up-state since trial " + std::to_string(story.last_up.trial) + ".",
            waking_text(run, p)};
  }
  if (p["kick_cells"] == 0 || p["kick_amplitude"] == 0)
    return {Mood::warn, "Silent", "No up-state yet: there is no kick.", ""};
  return {Mood::warn, "Silent", "No up-state yet: the kick dies out.", waking_text(run, p)};
}

/// The one thing that matters about the up-states of the last trials.
std::string up_clause(const Recent& r) {
  if (2 * r.lasting > r.trials) return "Up-state lasts to the end of the trial.";
  const std::string lasting = number_words("%.2f", r.up_s) + " s";
  if (2 * r.up > r.trials) return "Up-states of " + lasting + " end before the trial does.";
  return "Up-states of " + lasting + " in " + std::to_string(r.up) + " of the last " +
         std::to_string(r.trials) + " trials.";
}

}  // namespace

PlainWords network_words(const RunStory& story, const Run& run, const ParameterValues& p) {
  if (run.rows.empty()) return {Mood::neutral, "Ready", "Press play.", ""};
  const Recent r = recent(run);
  if (story.outcome.outcome() == Outcome::diverged) {
    return {Mood::bad, "Diverged",
            "Rates or weights are no longer finite since trial " +
                std::to_string(story.outcome.since_trial()) + ".",
            "Lower the learning rates."};
  }
  if (r.up == 0) return asleep_words(story, run, p);
  PlainWords words{Mood::warn, is_learning(p) ? "Learning" : "Steady", up_clause(r), rates_text(r)};
  if (!is_learning(p)) {
    words.mood = Mood::neutral;
    words.reasons += " Learning is off.";
  }
  if (story.outcome.outcome() != Outcome::converged) return words;
  words.mood = Mood::good;
  words.word = "Converged";
  const ei::Rates spread = run.rows[run.rows.size() - 1].network.spread;
  words.reasons += " Units spread by " + rates_words(spread) + " around them.";
  return words;
}

}  // namespace homeostat::lab
