// The one timer that feeds every plot.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>

namespace homeostat::ui {

/// Calls `draw` at most once per display frame, and lets a frame go when the last one took longer
/// than its budget. `draw` returns whether there was anything to do.
class DisplayClock : public QObject {
  Q_OBJECT
 public:
  static constexpr int period_ms = 16;
  static constexpr double budget_ms = 8;

  explicit DisplayClock(std::function<bool()> draw, QObject* parent = nullptr);

  struct Counters {
    qint64 ticks = 0;    ///< that drew
    qint64 skipped = 0;  ///< let go because the one before ran over its budget
    double last_ms = 0;
    double worst_ms = 0;
  };
  const Counters& counters() const { return counters_; }
  void reset_counters() { counters_ = {}; }

 private:
  void tick();

  std::function<bool()> draw_;
  QTimer timer_;
  Counters counters_;
  bool over_budget_ = false;
};

}  // namespace homeostat::ui
