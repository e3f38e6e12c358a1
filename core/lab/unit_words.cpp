#include "core/lab/unit_words.h"

#include <cmath>

#include "core/lab/words.h"

namespace homeostat::lab {

namespace {

constexpr double near_setpoint = OutcomeDetector::network_converged_within;

bool units_learn(const ParameterValues& p) { return !is_frozen(rule(p)); }

/// "21 of 100 units are silent"; empty when none is.
std::string silent_units_text(const TrialRow& row, const ParameterValues& p) {
  const double units = p["N_E"] + p["N_I"];
  const double silent = row.network.silent.E * p["N_E"] + row.network.silent.I * p["N_I"];
  if (std::lround(silent) == 0) return {};
  return number_words("%.0f", silent) + " of " + number_words("%.0f", units) +
         (std::lround(silent) == 1 ? " units is silent" : " units are silent");
}

PlainWords asleep_text(const RunStory& story, const ParameterValues& p) {
  const std::string learning = units_learn(p) ? "" : "Learning is off.";
  if (story.first_up == 0)
    return {Mood::warn, "Silent", "No up-state yet: the pulse does not start one.", learning};
  return {Mood::bad, "Silent",
          "No up-state since trial " + std::to_string(story.last_up.trial) + ".", learning};
}

/// Of a rule that has brought the populations home, and not the units.
PlainWords on_average_text(const TrialRow& row, const ParameterValues& p) {
  PlainWords words{Mood::warn, "On average",
                   "Only the populations hold their setpoints: units spread by " +
                       rates_words(row.network.spread) + ".",
                   ""};
  const std::string silent = silent_units_text(row, p);
  if (!silent.empty() && p["rate_floor"] > 0) {
    words.reasons = silent + " and sensed at " + number_words("%.3g", p["rate_floor"]) +
                    " Hz: means " + rates_words(row.average) + ", sensed " +
                    rates_words(row.network.sensed) + ".";
  } else {
    words.reasons = "Means of " + rates_words(row.average) + ".";
  }
  return words;
}

}  // namespace

bool holds_on_average(const TrialRow& row, const ParameterValues& p) {
  const ei::Rates sensed = row.network.sensed;
  return std::abs(sensed.E - p["E_set"]) <= near_setpoint * p["E_set"] &&
         std::abs(sensed.I - p["I_set"]) <= near_setpoint * p["I_set"];
}

bool holds_unit_by_unit(const TrialRow& row, const ParameterValues& p) {
  return holds_on_average(row, p) && row.network.spread.E <= near_setpoint * p["E_set"] &&
         row.network.spread.I <= near_setpoint * p["I_set"];
}

PlainWords unit_words(const RunStory& story, const TrialRow& newest, const ParameterValues& p) {
  if (newest.trial == 0) return {Mood::neutral, "Ready", "Press play.", ""};
  const std::string since = "trial " + std::to_string(story.outcome.since_trial()) + ".";
  if (story.outcome.outcome() == Outcome::diverged)
    return {Mood::bad, "Diverged", "Rates or weights are no longer finite since " + since,
            "Lower the learning rates."};
  if (story.outcome.outcome() == Outcome::saturated)
    return {Mood::bad, "Saturated",
            "Runaway activity, held only by E_max and I_max, since " + since, ""};
  if (!(newest.mean.E > RunStory::up_above_hz)) return asleep_text(story, p);
  const std::string spread = "units spread by " + rates_words(newest.network.spread) + ".";
  if (!units_learn(p))
    return {Mood::neutral, "Steady", "Up-state at " + rates_words(newest.mean) + "; " + spread,
            "Learning is off."};
  if (holds_unit_by_unit(newest, p))
    return {Mood::good, "Converged", "Every unit is at its setpoint: " + spread, ""};
  if (holds_on_average(newest, p)) return on_average_text(newest, p);
  PlainWords words{Mood::warn, "Learning",
                   "Up-state at " + rates_words(newest.mean) + "; " + spread,
                   silent_units_text(newest, p)};
  if (!words.reasons.empty()) words.reasons += ".";
  return words;
}

}  // namespace homeostat::lab
