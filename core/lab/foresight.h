// Whether a run that has converged will stay so.
#pragma once

#include <cstdint>

#include "core/lab/experiment.h"
#include "core/lab/run_history.h"

namespace homeostat::lab {

/// True when a run that has been converged for the last 50 trials is sure to be so after
/// `trials_left` more, nothing from outside disturbing it:
///  - the linearised trial map keeps both averages within the bounds of the outcome;
///  - neurons and rule are stable, with weights at their floor held or free, wherever the weights
///    can still drift to along the set-point plane;
///  - from everywhere there the pulse starts the up-state.
/// With noise, its scatter over the last 50 trials is allowed for. `parameters` are those in force.
bool stays_converged(const RunHistory& run, const ParameterValues& parameters,
                     std::int64_t trials_left);

}  // namespace homeostat::lab
