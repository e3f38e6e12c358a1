// NumPy's file format, for what is too large for text: matrices and spikes.
#pragma once

#include <filesystem>

#include "core/ei/spikes.h"
#include "core/ei/synapses.h"

namespace homeostat::lab {

/// int32, one row a spike: step (its time is step * dt) and cell (from 0, E first).
void write_spikes(const ei::Spikes& spikes, const std::filesystem::path& file);

/// float32, pA: row = receiving, column = sending cell, NaN where there is no synapse. Networks
/// above `largest_matrix` cells: one row a synapse instead, receiver, sender, weight.
inline constexpr int largest_matrix = 5000;
void write_weights(const ei::Synapses& synapses, const std::filesystem::path& file);

/// float64, one row a synapse: receiver, sender, weight (pA), delay (ms).
void write_synapses(const ei::Synapses& synapses, double dt_ms, const std::filesystem::path& file);

}  // namespace homeostat::lab
