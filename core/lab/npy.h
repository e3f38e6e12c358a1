// NumPy's file format, for what is too large for text: matrices and spikes.
#pragma once

#include <Eigen/Core>
#include <filesystem>
#include <string_view>

#include "core/ei/spikes.h"
#include "core/ei/synapses.h"
#include "core/ei/unit_weights.h"

namespace homeostat::lab {

/// int32, one row a spike: step (its time is step * dt) and cell (from 0, E first).
void write_spikes(const ei::Spikes& spikes, const std::filesystem::path& file);

/// float32, pA: row = receiving, column = sending cell, NaN where there is no synapse. Networks
/// above `largest_matrix` cells: one row a synapse instead, receiver, sender, weight.
inline constexpr int largest_matrix = 5000;
void write_weights(const ei::Synapses& synapses, const std::filesystem::path& file);

/// float64: row = receiving, column = sending unit, E first; 0 on the diagonal.
void write_weights(const ei::UnitWeights& weights, const std::filesystem::path& file);

/// A matrix of `rows` rows and columns as NumPy writes it: float64 or float32, version 1.0. Throws
/// InputError, naming `field`, for anything else and for values that are not finite.
Eigen::MatrixXd read_square_matrix(const std::filesystem::path& file, int rows,
                                   std::string_view field);

/// float64, one row a synapse: receiver, sender, weight (pA), delay (ms).
void write_synapses(const ei::Synapses& synapses, double dt_ms, const std::filesystem::path& file);

}  // namespace homeostat::lab
