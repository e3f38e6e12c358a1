// Values over trials, kept as the lowest, highest and last of ever longer stretches.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/lab/decimate.h"

namespace homeostat::ui {

/// Several series that grow by one value a trial. However long they get, each keeps at most
/// `most_columns` columns: when full, neighbours are merged and a column stands for twice the
/// trials.
class TrialHistory {
 public:
  static constexpr std::size_t most_columns = 2048;

  explicit TrialHistory(std::size_t series_count) : series_(series_count) {}

  void clear();
  /// One value for each series.
  void append(std::span<const double> values);

  std::span<const lab::Column> columns(std::size_t series) const { return series_[series].columns; }
  double highest(std::size_t series) const { return series_[series].highest; }
  /// Of all that are numbers; infinity when there is none.
  double lowest(std::size_t series) const;
  /// The highest value up to `limit` if fewer than the part `rare` of all columns pass it, else the
  /// highest of all.
  double highest_unless_rare(std::size_t series, double limit, double rare) const;
  std::size_t trials() const { return trials_; }
  std::size_t trials_per_column() const { return per_column_; }

 private:
  struct Series {
    std::vector<lab::Column> columns;
    double highest = 0;
  };

  void halve();

  std::vector<Series> series_;
  std::size_t trials_ = 0;
  std::size_t per_column_ = 1;
};

}  // namespace homeostat::ui
