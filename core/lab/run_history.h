// What a run has done so far, for whoever has to judge it while it goes on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/lab/outcome.h"
#include "core/lab/record.h"

namespace homeostat::lab {

/// Its story and its last rows.
class RunHistory {
 public:
  static constexpr std::size_t kept_rows = OutcomeDetector::window_trials + 1;

  void add(const TrialRow& row, const ParameterValues& parameters) {
    story_.add(row, parameters);
    recent_[static_cast<std::size_t>(trials_++) % kept_rows] = row;
  }

  const RunStory& story() const { return story_; }
  std::int64_t trials() const { return trials_; }
  /// The row `back` trials before the newest; `back` is below kept_rows and below trials().
  const TrialRow& row(std::size_t back = 0) const {
    return recent_[(static_cast<std::size_t>(trials_) - 1 - back) % kept_rows];
  }

 private:
  RunStory story_;
  std::array<TrialRow, kept_rows> recent_{};
  std::int64_t trials_ = 0;
};

}  // namespace homeostat::lab
