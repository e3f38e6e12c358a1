// The way of the run looked at through the (W_EE, W_IE) plane: the same in every panel that shows
// the plane.
#pragma once

#include <QPointF>
#include <cstddef>
#include <vector>

#include "ui/panels/run_follower.h"
#include "ui/panels/trail.h"
#include "ui/view.h"

namespace homeostat::ui {

class RunTrail {
 public:
  RunTrail() : trail_(paper_window, grain) {}

  /// Takes in what is new; true when points() are others.
  bool follow(const View& view);

  std::vector<QPointF> points() const { return trail_.points(); }
  /// Where the run began, or would.
  QPointF start() const { return start_; }
  /// Where it is, or was after the trial looked at.
  QPointF now() const { return now_; }
  bool is_past() const { return is_past_; }
  std::size_t rows_seen() const { return follower_.rows_seen(); }

 private:
  /// Of the plane looked at: finer cannot be seen.
  static constexpr double grain = 1.0 / 1500;

  RunFollower follower_;
  Trail trail_;
  QPointF start_, now_;
  bool is_past_ = false;
};

}  // namespace homeostat::ui
