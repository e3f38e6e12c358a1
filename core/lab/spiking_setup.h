// The parameters of a spiking network as the model takes them.
#pragma once

#include <optional>

#include "core/ei/spiking_learning.h"
#include "core/ei/spiking_network.h"
#include "core/ei/up_states.h"
#include "core/lab/parameters.h"

namespace homeostat::lab {

ei::Sizes network_sizes(const ParameterValues& values);
ei::LifParameters lif_parameters(const ParameterValues& values);
ei::Wiring wiring(const ParameterValues& values);
ei::SpikingLearning spiking_learning(const ParameterValues& values);
/// Nothing when nobody is kicked.
std::optional<ei::Kick> kick(const ParameterValues& values);

/// Conditions between the parameters; throws InputError.
void validate_network(const ParameterValues& values);

}  // namespace homeostat::lab
