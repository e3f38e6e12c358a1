// How far an experiment on the table is still the one that was opened.
#pragma once

#include <QString>

#include "core/lab/experiment.h"

namespace homeostat::ui {

/// Rule, initial weights, setpoints and events are those of `reference`: what its title says of it
/// still holds.
bool is_still(const lab::Experiment& now, const lab::Experiment& reference);

/// "with 2 changes: rule, α" as rich text, or nothing. Learning rates that are all equal are one
/// change, and what the rule does not use is none.
QString changes_text(const lab::Experiment& now, const lab::Experiment& reference);

}  // namespace homeostat::ui
