#include "ui/display_clock.h"

#include <algorithm>
#include <utility>

namespace homeostat::ui {

DisplayClock::DisplayClock(std::function<bool()> draw, QObject* parent)
    : QObject(parent), draw_(std::move(draw)) {
  timer_.setTimerType(Qt::PreciseTimer);
  timer_.setInterval(period_ms);
  connect(&timer_, &QTimer::timeout, this, &DisplayClock::tick);
  timer_.start();
}

void DisplayClock::tick() {
  if (std::exchange(over_budget_, false)) {
    ++counters_.skipped;
    return;
  }
  QElapsedTimer watch;
  watch.start();
  if (!draw_()) return;
  ++counters_.ticks;
  counters_.last_ms = static_cast<double>(watch.nsecsElapsed()) / 1e6;
  counters_.worst_ms = std::max(counters_.worst_ms, counters_.last_ms);
  over_budget_ = counters_.last_ms > budget_ms;
}

}  // namespace homeostat::ui
