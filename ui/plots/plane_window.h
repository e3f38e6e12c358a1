// What wheel, drag, pinch and keys do to the part of a plane that a plot shows.
#pragma once

#include <QRectF>
#include <functional>
#include <optional>

#include "ui/plots/plane_range.h"
#include "ui/plots/plot_hand.h"

class QKeyEvent;
class QWidget;

namespace homeostat::ui {

class GlyphButton;

/// The wheel zooms about the mouse; two fingers, the middle button, or Shift or Alt with the left
/// one pan; + and - zoom, Ctrl and an arrow pan, 0 gives the range back to the run. All else goes
/// on to the plot.
class PlaneWindow : public PlotHand {
  Q_OBJECT
 public:
  /// `plot` owns it.
  explicit PlaneWindow(PlotView& plot);

  PlaneRange range() const;
  bool follows_run() const { return follows_run_; }
  QWidget* canvas() const;
  /// Shows this part; emits nothing. Where it does not follow the run, a button offers the way
  /// back.
  void show(const PlaneRange& range, bool follows_run);
  /// What the button covers, in pixels.
  QRectF taken() const;
  /// The place that + and - keep in place while the mouse is elsewhere; outside: the middle.
  void set_anchor(std::function<QPointF()> anchor) { anchor_ = std::move(anchor); }

  /// Shows this part because a hand wants it.
  void choose(const PlaneRange& range);
  void zoom(double factor, QPointF about);
  /// What a key zooms about: the mouse, the anchor, or the middle.
  QPointF key_centre() const;
  /// From now on the part that holds the run.
  void follow_run() { emit chosen({}); }

 signals:
  /// Another part was chosen by hand; nothing: the part that holds the run.
  void chosen(std::optional<homeostat::ui::PlaneRange> range);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool press(QMouseEvent& event) override;
  bool drag(const QMouseEvent& event) override;
  bool release(const QMouseEvent& event) override;
  bool wheel(QWheelEvent& event) override;
  bool pinch(const QNativeGestureEvent& event) override;
  bool key(const QKeyEvent& event);
  bool key_pan(int key);
  void pan_pixels(QPointF by);
  void set_range(const PlaneRange& range);
  void place_button();

  bool follows_run_ = true;
  GlyphButton* fit_;
  std::function<QPointF()> anchor_;
  /// Where the mouse was last while it drags the plane.
  std::optional<QPointF> dragged_px_;
};

}  // namespace homeostat::ui
