// The default experiment where there is no display: results and a picture of the panels on disk.
#pragma once

#include "core/lab/experiment.h"

namespace homeostat::app {

/// Writes homeostat-NAME/{trials.csv,experiment.json,summary.json,panels.png} below the working
/// directory and names them. Returns the exit code.
int run_headless(const lab::Experiment& experiment);

}  // namespace homeostat::app
