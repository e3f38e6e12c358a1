// How long the event loop lets its other guests wait.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <algorithm>
#include <vector>

namespace homeostat::ui {

/// Looks once a millisecond, from construction on, for as long as it lives.
class LoopGaps {
 public:
  LoopGaps() {
    probe_.setTimerType(Qt::PreciseTimer);
    QObject::connect(&probe_, &QTimer::timeout, &probe_, [this] {
      gaps_ms_.push_back(static_cast<double>(since_.nsecsElapsed()) / 1e6);
      since_.restart();
    });
    since_.start();
    probe_.start(1);
  }

  /// So many ms, or less, for this part of all gaps.
  double quantile(double part) const {
    if (gaps_ms_.empty()) return 0;
    std::vector<double> sorted = gaps_ms_;
    std::ranges::sort(sorted);
    return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
  }
  double usual() const { return quantile(0.95); }
  double worst() const { return quantile(1); }

 private:
  QTimer probe_;
  QElapsedTimer since_;
  std::vector<double> gaps_ms_;
};

/// What is promised of usual(), and what must hold on any machine that runs the tests.
inline constexpr double promised_gap_ms = 16, tolerated_gap_ms = 50;

}  // namespace homeostat::ui
