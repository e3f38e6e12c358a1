// What edits make of an experiment, and which of them begin a run anew.
#pragma once

#include <vector>

#include "core/lab/experiment.h"
#include "ui/panels/panel.h"

namespace homeostat::ui {

/// A change of name, seed, protocol or what counts from the start; all else is steered while it
/// runs.
bool begins_anew(const lab::Experiment& next, const lab::Experiment& before);

/// Makes all of them, or throws InputError.
void apply_edits(lab::Experiment& experiment, const std::vector<Edit>& edits);

/// The cells that are recorded until a hand chooses others: one of E that is not kicked, one of I.
/// Spiking networks only.
std::vector<int> first_probed(const lab::ParameterValues& values);

}  // namespace homeostat::ui
