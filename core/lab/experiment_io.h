// Experiment files: JSON to value and back. Errors name the field, the value and what is allowed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/lab/experiment.h"

namespace homeostat::lab {

/// Throws InputError; `origin` (a file name) is named in the message.
Experiment experiment_from_text(std::string_view json, std::string_view origin);
/// An experiment file, or the first experiment of a figure that carries its session
/// (provenance.h).
Experiment load_experiment(const std::filesystem::path& file);
/// Throws InputError when it cannot be read, or is larger than any experiment.
std::string experiment_file_bytes(const std::filesystem::path& file);

/// Complete: every parameter is written, so that the file means the same in later versions.
std::string experiment_text(const Experiment& experiment);
/// Written whole or not at all. Throws RunError.
void save_experiment(const Experiment& experiment, const std::filesystem::path& file);

/// The command that runs this experiment from a terminal: name or file, and --set for what differs.
std::string command_line(const Experiment& experiment);

}  // namespace homeostat::lab
