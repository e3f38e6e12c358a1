// What a run of a network of rate units is doing, in plain words; see plain_words.h.
#pragma once

#include "core/lab/plain_words.h"

namespace homeostat::lab {

/// `newest` is the last row (trial 0: none yet), `p` the parameters in force.
PlainWords unit_words(const RunStory& story, const TrialRow& newest, const ParameterValues& p);

/// The populations are within 2 % of their setpoints as the rule senses them: each unit's average
/// over trials, but at least rate_floor.
bool holds_on_average(const TrialRow& row, const ParameterValues& p);

/// And so is the spread over the units of each population.
bool holds_unit_by_unit(const TrialRow& row, const ParameterValues& p);

}  // namespace homeostat::lab
