// Which part of a plot over a whole is looked at: of a trial's time, of a network's cells. A plane,
// which has no end and whose left button places things, has a PlaneWindow instead; wheel and
// touchpad mean the same in both.
#pragma once

#include <QPointF>
#include <QRectF>
#include <optional>

#include "ui/plots/plot_hand.h"

namespace homeostat::ui {

/// The wheel zooms about the mouse (with Shift only x, with Ctrl only y); a drag, or two fingers,
/// take the plot along; a click stays a click. What the parts are parts of is the plot's owner's
/// affair, who also sets its ranges.
class ZoomWindow : public PlotHand {
  Q_OBJECT
 public:
  /// `plot` must outlive it.
  explicit ZoomWindow(PlotView& plot);

  /// As parts of the whole, within [0, 1] on both axes; y counts from below.
  const QRectF& part() const { return part_; }
  bool is_whole() const { return part_ == whole; }
  void show_whole() { choose(whole); }

 signals:
  void changed();
  /// Pressed and let go at one place, in the plot's values.
  void clicked(QPointF value, Qt::KeyboardModifiers modifiers);

 private:
  static constexpr QRectF whole{0, 0, 1, 1};

  void choose(const QRectF& part);
  bool press(QMouseEvent& event) override;
  bool drag(const QMouseEvent& event) override;
  bool release(const QMouseEvent& event) override;
  bool wheel(QWheelEvent& event) override;
  bool pinch(const QNativeGestureEvent& event) override;
  void zoom(double nearer, QPointF about_px, bool x, bool y);
  void pan(QPointF by_px);

  QRectF part_ = whole;
  std::optional<QPointF> pressed_px_, dragged_px_;
};

}  // namespace homeostat::ui
