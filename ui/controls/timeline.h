// The run as a line: what was computed, where we look, what happened when.
#pragma once

#include <QWidget>
#include <cstdint>
#include <vector>

#include "ui/controls/verdict.h"

namespace homeostat::ui {

struct TimelineMark {
  qint64 trial = 0;
  QString text;
  Verdict kind = Verdict::neutral;
  qint64 until = 0;  ///< first trial without it; 0: a moment
  bool operator==(const TimelineMark&) const = default;
};

/// Drag, or Left/Right (Shift: ten), Home/End, N/P for the next and previous mark. Looking at the
/// past, words at the right end lead back to now.
class Timeline : public QWidget {
  Q_OBJECT
 public:
  explicit Timeline(QWidget* parent = nullptr);

  /// Emits nothing. `looked_at` 0: the newest.
  void set_state(qint64 computed, qint64 total, qint64 looked_at);
  void set_marks(const std::vector<TimelineMark>& marks);

  QSize sizeHint() const override { return {500, 52}; }
  QSize minimumSizeHint() const override { return {160, 52}; }

 signals:
  /// 0: the newest.
  void trial_scrubbed(qint64 trial);

 protected:
  bool event(QEvent*) override;
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void focusInEvent(QFocusEvent*) override;
  void focusOutEvent(QFocusEvent*) override;

 private:
  double x_of(qint64 trial) const;
  qint64 trial_at(double x) const;
  qint64 now() const { return looked_at_ == 0 ? computed_ : looked_at_; }
  /// Empty while the newest is looked at.
  QRectF way_back_rect() const;
  bool is_near(const TimelineMark& mark, double x) const;
  void scrub(qint64 trial);
  qint64 neighbouring_mark(int direction) const;
  void draw_track(QPainter& painter, const Theme& theme) const;
  void draw_numbers(QPainter& painter, const Theme& theme) const;
  void draw_mark(QPainter& painter, const TimelineMark& mark, const QColor& colour) const;
  void draw_marks(QPainter& painter, const Theme& theme) const;
  void draw_way_back(QPainter& painter, const Theme& theme) const;

  qint64 computed_ = 0;
  qint64 total_ = 1;
  qint64 looked_at_ = 0;
  std::vector<TimelineMark> marks_;
  bool is_scrubbing_ = false;
  bool shows_focus_ = false;
};

}  // namespace homeostat::ui
