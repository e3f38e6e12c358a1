// What the analysis says of a place in the set-point plane, in plain words.
#pragma once

#include "core/ei/stability.h"
#include "core/lab/parameters.h"
#include "core/lab/plain_words.h"

namespace homeostat::lab {

/// The place's own weights are `point.weights`. `held` are weights that stand at their floor and
/// cannot take part; the time constants are then those of the others.
PlainWords stability_words(const ParameterValues& values, const ei::PointStability& point,
                           const ei::HeldWeights& held = {});

/// Where a run stands after a trial (trial 0: where it would start).
PlainWords stability_words(const ParameterValues& values, const TrialRow& row);

/// Time in which the slower of the neurons' modes falls (or, unstable, grows) by a factor e, in ms.
double neural_time_ms(const ei::PointStability& point);

}  // namespace homeostat::lab
