// The parameters of a network of rate units as the model takes them.
#pragma once

#include <cstdint>
#include <string>

#include "core/ei/multi_unit.h"
#include "core/ei/multi_unit_learning.h"
#include "core/ei/unit_weights.h"
#include "core/lab/experiment.h"

namespace homeostat::lab {

math::Precision precision_of(const ParameterValues& values);

ei::MultiUnitLearning multi_unit_learning(const ParameterValues& values);

/// Drawn by the experiment's seed, or read from the file it starts from. Throws InputError.
ei::UnitWeights initial_unit_weights(const Experiment& experiment);

/// Conditions between the parameters that two populations do not have; throws InputError.
void validate_units(const ParameterValues& values);

/// Of an event on chosen units; throws InputError naming the event.
void validate_unit_event(const Event& event, const ParameterValues& values);

}  // namespace homeostat::lab
