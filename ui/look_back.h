// The earlier trial of a network that a person looks at: at hand, or run once more.
#pragma once

#include <limits>
#include <memory>
#include <string>

#include "core/lab/past_trials.h"

namespace homeostat::ui {

class LookBack {
 public:
  /// Runs that trial again, unless it is at hand: kept since it was looked at last, or the newest.
  void look(lab::PastQuestion question, const std::shared_ptr<const lab::NetworkTrial>& newest);
  /// Nothing is looked at.
  void stop();

  /// True when there is news.
  bool poll();
  /// The last that came of this run; null: none yet.
  std::shared_ptr<const lab::NetworkTrial> trial_of(
      const std::shared_ptr<const lab::Run>& run) const;
  double seconds_left() const { return seconds_left_; }
  /// Why it does not come; empty while all is well.
  const std::string& error() const { return error_; }

 private:
  std::shared_ptr<const lab::NetworkTrial> trial_;
  std::weak_ptr<const lab::Run> run_;  ///< that it is of
  double seconds_left_ = std::numeric_limits<double>::infinity();
  std::string error_;
  lab::PastTrials task_;
};

}  // namespace homeostat::ui
