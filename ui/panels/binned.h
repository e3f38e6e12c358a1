// Values counted in bins, for histograms.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

namespace homeostat::ui {

inline constexpr int histogram_bins = 60;

/// In each bin from `low` to `high`, per cent of `all` values. What lies beyond is counted in the
/// first or last bin.
inline std::vector<double> binned_shares(std::span<const double> values, double low, double high,
                                         std::size_t all) {
  std::vector<double> counts(histogram_bins, 0);
  const double each = 100 / std::max(1.0, static_cast<double>(all));
  for (const double value : values) {
    const double bin = (value - low) / (high - low) * histogram_bins;
    counts[static_cast<std::size_t>(std::clamp(bin, 0.0, histogram_bins - 1.0))] += each;
  }
  return counts;
}

}  // namespace homeostat::ui
