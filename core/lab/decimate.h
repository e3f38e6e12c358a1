// Long traces down to what a screen can show, keeping every peak.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace homeostat::lab {

/// What a pixel column covers: first, lowest, highest and last sample.
struct Column {
  float first, low, high, last;
};

/// Minimum and maximum per column; `columns` is refilled, allocating only when it must grow. With
/// fewer samples than columns, one column for each sample. NaN samples are skipped; a column of
/// nothing but NaN is NaN.
void decimate(std::span<const double> samples, std::size_t column_count,
              std::vector<Column>& columns);

}  // namespace homeostat::lab
