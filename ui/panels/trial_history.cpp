#include "ui/panels/trial_history.h"

#include <algorithm>

namespace homeostat::ui {
namespace {

void extend(lab::Column& column, const lab::Column& by) {
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
