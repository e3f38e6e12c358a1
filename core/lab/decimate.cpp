#include "core/lab/decimate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace homeostat::lab {

namespace {

Column column_of(std::span<const double> samples) {
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  Column column{nan, nan, nan, nan};
  for (const double sample : samples) {
    if (std::isnan(sample)) continue;
    const auto value = static_cast<float>(sample);
    if (std::isnan(column.first)) {
      column = {value, value, value, value};
    } else {
      column.low = std::min(column.low, value);
      column.high = std::max(column.high, value);
      column.last = value;
    }
  }
  return column;
}

}  // namespace

void decimate(std::span<const double> samples, std::size_t column_count,
              std::vector<Column>& columns) {
  const std::size_t count = std::min(column_count, samples.size());
  columns.resize(count);
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t from = k * samples.size() / count;
    const std::size_t to = (k + 1) * samples.size() / count;
    columns[k] = column_of(samples.subspan(from, to - from));
  }
}

}  // namespace homeostat::lab
