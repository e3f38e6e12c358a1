// Names of the window's panels, so that an experiment can say which of them tell its story.
#pragma once

#include <array>
#include <string_view>

namespace homeostat::lab {

/// In files and saved layouts: never change one. The window has a panel for each of them.
inline constexpr std::array<std::string_view, 35> panel_names{
    "trial",           "averages",     "weights",    "stability",     "phase",      "paradox",
    "eigenvalues",     "loss",         "angle",      "basin",         "variants",   "spikes",
    "population_rate", "voltage",      "up_state",   "unit_rates",    "balance",    "matrix",
    "unit_error",      "pulse",        "networks",   "phase_diagram", "potentials", "robustness",
    "synapses",        "typical",      "noise_test", "capacity",      "unit_trial", "unit_averages",
    "unit_weights",    "silent_units", "contrast",   "unit_modes",    "starts"};

/// So many fit into the window at once.
inline constexpr std::size_t most_panels = 4;

}  // namespace homeostat::lab
