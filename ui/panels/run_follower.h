// Reads a growing run piece by piece.
#pragma once

#include <cstddef>
#include <memory>

#include "core/lab/frame.h"

namespace homeostat::ui {

/// Visits each row of a run once, over many calls.
class RunFollower {
 public:
  /// Calls restart() when this is another run than last time, then visit(row) for each new row.
  /// True when either was called.
  template <class Restart, class Visit>
  bool follow(const std::shared_ptr<const lab::Run>& run, Restart&& restart, Visit&& visit) {
    const bool is_new = run != run_.lock() || (run == nullptr && seen_ > 0);
    if (is_new) {
      restart();
      run_ = run;
      seen_ = 0;
    }
    if (run == nullptr) return is_new;
    const std::size_t rows = run->rows.size();
    if (rows == seen_) return is_new;
    run->rows.for_each(seen_, rows, visit);
    seen_ = rows;
    return true;
  }

  std::size_t rows_seen() const { return seen_; }

 private:
  std::weak_ptr<const lab::Run> run_;
  std::size_t seen_ = 0;
};

}  // namespace homeostat::ui
