// What a run is doing, in plain words. Every sentence is chosen by a computed criterion, never by a
// template alone. Symbols are written as in the parameter table; the window typesets them.
#pragma once

#include <string>

#include "core/lab/experiment.h"
#include "core/lab/outcome.h"
#include "core/lab/record.h"

namespace homeostat::lab {

enum class Mood { good, warn, bad, neutral };

struct PlainWords {
  Mood mood = Mood::neutral;
  std::string word;     ///< "Stable"
  std::string clause;   ///< the one thing that matters
  std::string reasons;  ///< why, in one or two sentences
};

/// `newest` is the last row (trial 0: none yet), `p` the parameters in force.
PlainWords plain_words(const RunStory& story, const TrialRow& newest, const ParameterValues& p);

/// The error of I moves W_IE in the direction that makes this very error larger, as the paradoxical
/// effect has it.
bool correction_backfires(const TrialRow& row, const ParameterValues& p);

/// Weights at their floor that the rule pushes further down: they take no part in learning.
ei::HeldWeights held_weights(const TrialRow& row, const ParameterValues& p);

/// "W_EI and W_II are at their floor"; empty when none is held.
std::string floor_text(const ei::HeldWeights& held);

/// Trials in which the slowest deviation from the setpoints falls to 1/e at these weights, held
/// weights taken as fixed; infinite when it grows.
double settling_trials(const TrialRow& row, const ParameterValues& p);

}  // namespace homeostat::lab
