#include "ui/plots/plot_hand.h"

#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>

#include "ui/plots/plot_view.h"

namespace homeostat::ui {

PlotHand::PlotHand(PlotView& plot) : QObject(&plot), plot_(plot) {
  plot.viewport()->installEventFilter(this);
}

bool PlotHand::eventFilter(QObject* watched, QEvent* event) {
  if (watched != plot_.viewport()) return false;
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      return press(static_cast<QMouseEvent&>(*event));
    case QEvent::MouseMove:
      return drag(static_cast<QMouseEvent&>(*event));
    case QEvent::MouseButtonRelease:
      return release(static_cast<QMouseEvent&>(*event));
    case QEvent::Wheel:
      return wheel(static_cast<QWheelEvent&>(*event));
    case QEvent::NativeGesture:
      return pinch(static_cast<QNativeGestureEvent&>(*event));
    default:
      return false;
  }
}

}  // namespace homeostat::ui
