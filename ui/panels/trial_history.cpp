#include "ui/panels/trial_history.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace homeostat::ui {
namespace {

/// A value that is none leaves a gap only where there is no other.
void extend(lab::Column& column, const lab::Column& by) {
  if (std::isnan(by.low)) return;
  if (std::isnan(column.low)) column = by;
  column.low = std::min(column.low, by.low);
  column.high = std::max(column.high, by.high);
  column.last = by.last;
}

}  // namespace

void TrialHistory::clear() {
  for (Series& series : series_) series = {};
  trials_ = 0;
  per_column_ = 1;
}

void TrialHistory::append(std::span<const double> values) {
  if (trials_ == most_columns * per_column_) halve();
  const bool begins_column = trials_ % per_column_ == 0;
  for (std::size_t k = 0; k < series_.size(); ++k) {
    const auto value = static_cast<float>(values[k]);
    const lab::Column column{value, value, value, value};
    if (begins_column) {
      series_[k].columns.push_back(column);
    } else {
      extend(series_[k].columns.back(), column);
    }
    series_[k].highest = std::max(series_[k].highest, values[k]);
  }
  ++trials_;
}

double TrialHistory::lowest(std::size_t series) const {
  double lowest = std::numeric_limits<double>::infinity();
  for (const lab::Column& column : series_[series].columns) {
    if (column.low < lowest) lowest = column.low;
  }
  return lowest;
}

double TrialHistory::highest_unless_rare(std::size_t series, double limit, double rare) const {
  const Series& s = series_[series];
  if (!(s.highest > limit)) return s.highest;
  std::size_t passing = 0;
  double below = 0;
  for (const lab::Column& column : s.columns) {
    if (column.high > limit) {
      ++passing;
    } else {
      below = std::max(below, double{column.high});
    }
  }
  const double most = rare * static_cast<double>(s.columns.size());
  return static_cast<double>(passing) < most ? below : s.highest;
}

void TrialHistory::halve() {
  for (Series& series : series_) {
    const std::size_t half = series.columns.size() / 2;
    for (std::size_t k = 0; k < half; ++k) {
      lab::Column both = series.columns[2 * k];
      extend(both, series.columns[2 * k + 1]);
      series.columns[k] = both;
    }
    series.columns.resize(half);
  }
  per_column_ *= 2;
}

}  // namespace homeostat::ui
