// Reads a growing run piece by piece.
#pragma once

#include <cstddef>
#include <memory>

#include "core/lab/frame.h"

namespace homeostat::ui {

/// Says when another run has begun.
class RunWatch {
 public:
  /// True when this is another run than the one asked about last time.
  bool is_new(const std::shared_ptr<const lab::Run>& run) {
    const bool is_other = run != run_.lock();
    run_ = run;
    return is_other;
  }

 private:
  std::weak_ptr<const lab::Run> run_;
};

/// Visits each row of a run once, over many calls.
class RunFollower {
 public:
  /// Calls restart() when this is another run than last time, then visit(row) for each new row.
  /// True when either was called.
  template <class Restart, class Visit>
  bool follow(const std::shared_ptr<const lab::Run>& run, Restart&& restart, Visit&& visit) {
    const bool is_other = watch_.is_new(run);
    const bool is_new = is_other || (run == nullptr && seen_ > 0);
    if (is_new) {
      restart();
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
  /// The next follow() visits every row again.
  void start_over() { watch_ = {}; }

 private:
  RunWatch watch_;
  std::size_t seen_ = 0;
};

}  // namespace homeostat::ui
