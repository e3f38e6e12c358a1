// Which parameters have any effect as the others are chosen: a form shows no others.
#pragma once

#include <string_view>

#include "core/lab/parameters.h"

namespace homeostat::lab {

/// Of what belongs neither to the rule nor to its rates. The symbol is one of the model's.
bool is_used(const ParameterValues& values, std::string_view symbol);

}  // namespace homeostat::lab
