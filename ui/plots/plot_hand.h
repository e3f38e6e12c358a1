// What a hand does on a plot's canvas, for those who act on it. What is not used is passed on.
#pragma once

#include <QObject>

class QMouseEvent;
class QNativeGestureEvent;
class QWheelEvent;

namespace homeostat::ui {

class PlotView;

class PlotHand : public QObject {
 protected:
  /// The plot owns it.
  explicit PlotHand(PlotView& plot);

  bool eventFilter(QObject* watched, QEvent* event) override;
  // True: used, and nobody else is to hear of it.
  virtual bool press(QMouseEvent& event) = 0;
  virtual bool drag(const QMouseEvent& event) = 0;
  virtual bool release(const QMouseEvent& event) = 0;
  virtual bool wheel(QWheelEvent&) { return false; }
  virtual bool pinch(const QNativeGestureEvent&) { return false; }

  PlotView& plot_;
};

}  // namespace homeostat::ui
