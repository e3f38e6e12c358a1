// Play, pause, step, how fast, how far, and the timeline.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/controls/timeline.h"

class QLabel;

namespace homeostat::ui {

class GlyphButton;
class ValueSlider;

struct RunState {
  qint64 trial = 0;      ///< newest computed
  qint64 trials = 0;     ///< length of the run
  qint64 looked_at = 0;  ///< 0: the newest
  bool playing = false;
  bool finished = false;
  bool jumping = false;     ///< on its way ahead, without drawing
  double speed = 0;         ///< trials per second; 0: as fast as it can
  double seconds_left = 0;  ///< 0: unknown
};

class RunBar : public QWidget {
  Q_OBJECT
 public:
  explicit RunBar(QWidget* parent = nullptr);

  /// Emits nothing.
  void set_state(const RunState& state);
  void set_marks(const std::vector<TimelineMark>& marks) { timeline_->set_marks(marks); }
  /// "trial", or "second" in online mode.
  void set_unit(const QString& unit);

  QSize sizeHint() const override { return {900, 56}; }

 signals:
  void play_toggled(bool is_playing);
  void step_requested();
  /// Ahead without drawing, or no further.
  void jump_toggled();
  void reset_activity_requested();
  void reset_everything_requested();
  /// Trials per second; 0: as fast as it can.
  void speed_changed(double trials_per_second);
  void trial_scrubbed(qint64 trial);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  void lay_out();
  void connect_parts();
  QString left_text() const;
  QRect counter_rect() const;

  GlyphButton* reset_activity_;
  GlyphButton* reset_everything_;
  GlyphButton* play_;
  GlyphButton* step_;
  GlyphButton* jump_;
  ValueSlider* speed_;
  QLabel* speed_text_;
  QWidget* counter_;
  Timeline* timeline_;
  RunState state_;
  QString unit_ = "trial";
};

}  // namespace homeostat::ui
