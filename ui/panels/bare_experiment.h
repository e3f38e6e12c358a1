// An experiment as a question about many runs from other starts takes it.
#pragma once

#include "core/lab/experiment.h"

namespace homeostat::ui {

/// Without what makes no difference there: names and texts, length, the log, initial weights. Equal
/// ones have the same answer.
lab::Experiment bare_experiment(const lab::Experiment& experiment);

}  // namespace homeostat::ui
