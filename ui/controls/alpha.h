// What the shorthand `alpha` stands for.
#pragma once

#include <string>
#include <vector>

#include "core/lab/parameters.h"

namespace homeostat::ui {

/// The learning rates that `alpha` sets and that play a part under the present rule.
std::vector<std::string> symbols_of_alpha(const lab::ParameterValues& values);

/// All of them are equal, so that one number says it all.
bool is_one_alpha(const lab::ParameterValues& values);

}  // namespace homeostat::ui
