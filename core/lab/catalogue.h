// The papers' experiments and figures by name: data from resources/, embedded when the program is
// built.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/lab/experiment.h"

namespace homeostat::lab {

struct Figure;

/// All built-in experiments, sorted as the paper's figures are.
std::span<const Experiment> built_in_experiments();

/// Throws InputError with a suggestion when there is none of that name.
const Experiment& built_in_experiment(std::string_view name);

/// All built-in figures, sorted as the paper's are.
std::span<const Figure> built_in_figures();

/// By its name, or by that of a built-in experiment it shows. Throws InputError with a suggestion.
const Figure& built_in_figure(std::string_view name);
/// What a person means on a command line: a built-in experiment, or else a file (a name with '/' or
/// '.', or one that exists), which may be a figure that carries its session. Throws InputError.
Experiment experiment_called(std::string_view name);

inline constexpr std::string_view default_experiment = "fig4b";
/// What a model's laboratory opens with.
std::string_view default_experiment_of(Model model);

}  // namespace homeostat::lab
