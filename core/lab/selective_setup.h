// An experiment on a selective neuron, as core/balance takes it.
#pragma once

#include <string_view>

#include "core/balance/error_rate.h"
#include "core/balance/pattern_source.h"
#include "core/lab/parameters.h"

namespace homeostat::lab {

// All take the values of a selective neuron.

balance::Ensemble ensemble(const ParameterValues& values);

/// P = alpha N, rounded.
int pattern_count(const ParameterValues& values);

/// In the patterns' own unit, where the table has sigma_exc.
balance::Noise neuron_noise(const ParameterValues& values);

/// Whether the chosen statistics of the inputs have that parameter.
bool is_used_input(const ParameterValues& values, std::string_view symbol);

/// Throws InputError: a class of patterns that is empty, or more numbers than fit.
void validate_selective(const ParameterValues& values);

}  // namespace homeostat::lab
