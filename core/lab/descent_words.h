// Whether the rule goes down the loss at given weights, as a value and in words.
#pragma once

#include <optional>
#include <string>

#include "core/ei/loss.h"
#include "core/lab/parameters.h"

namespace homeostat::lab {

/// Nothing where there is no up-state.
std::optional<ei::Descent> descent(const ParameterValues& values, const ei::Weights& w);

/// "downhill, 23° from the steepest way". Of nothing: that there is no up-state.
std::string descent_words(const std::optional<ei::Descent>& here);

}  // namespace homeostat::lab
