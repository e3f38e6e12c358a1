// Matrices of a user's own: plain CSV or NumPy's .npy.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/math/dense.h"

namespace homeostat::lab {

/// Reads a table of numbers. CSV: no header; commas, semicolons, tabs or spaces between numbers;
/// blank lines and lines that begin with # are passed over. NPY: one or two dimensions (one: a
/// column), real or whole numbers or truth values, either order of dimensions. Numbers that are not
/// finite are read as such. Throws InputError naming `field` and where it went wrong.
math::RowMatrix read_matrix(std::string_view field, const std::filesystem::path& file);

/// The same when it must be one row or one column.
Eigen::VectorXd read_vector(std::string_view field, const std::filesystem::path& file);

}  // namespace homeostat::lab
