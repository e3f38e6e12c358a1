// What a run keeps of a network besides its rows, for views: taken from the engine.
#pragma once

#include "core/lab/engine.h"
#include "core/lab/frame.h"

namespace homeostat::lab {

/// Before the first trial.
void keep_start(const Engine& engine, Run& run);

/// After a trial: what its rate units have come to.
void keep_units(const Engine& engine, Run& run);

}  // namespace homeostat::lab
