#include "ui/plots/zoom_window.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

constexpr double wheel_units_per_doubling = 360;
/// Of the whole: nothing of interest is smaller.
constexpr double smallest_part = 0.01;

/// An interval of [0, 1] so long, with `fixed` where it was, as far as it fits.
std::pair<double, double> resized(double low, double length, double fixed, double factor) {
  const double longer = std::clamp(length * factor, smallest_part, 1.0);
  const double wanted = low + (length - longer) * fixed;
  return {std::clamp(wanted, 0.0, 1 - longer), longer};
}

}  // namespace

ZoomWindow::ZoomWindow(PlotView& plot) : QObject(&plot), plot_(plot) {
  plot.viewport()->installEventFilter(this);
}

void ZoomWindow::choose(const QRectF& part) {
  if (part == part_) return;
  part_ = part;
  emit changed();
}

bool ZoomWindow::eventFilter(QObject*, QEvent* event) {
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      return press(static_cast<QMouseEvent&>(*event));
    case QEvent::MouseMove:
      return drag(static_cast<QMouseEvent&>(*event));
    case QEvent::MouseButtonRelease:
      return release(static_cast<QMouseEvent&>(*event));
    case QEvent::Wheel:
      return wheel(static_cast<QWheelEvent&>(*event));
    default:
      return false;
  }
}

bool ZoomWindow::press(QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || !plot_.map().area.contains(event.position()))
    return false;
  pressed_px_ = event.position();
  return false;
}

bool ZoomWindow::drag(const QMouseEvent& event) {
  if (!pressed_px_) return false;
  const QPointF way = event.position() - *pressed_px_;
  if (!dragged_px_ && way.manhattanLength() < QApplication::startDragDistance()) return false;
  const QPointF by = event.position() - dragged_px_.value_or(*pressed_px_);
  dragged_px_ = event.position();
  const QRectF& area = plot_.map().area;
  const double left = part_.x() - by.x() / area.width() * part_.width();
  const double low = part_.y() + by.y() / area.height() * part_.height();
  choose({std::clamp(left, 0.0, 1 - part_.width()), std::clamp(low, 0.0, 1 - part_.height()),
          part_.width(), part_.height()});
  return true;
}

bool ZoomWindow::release(const QMouseEvent& event) {
  const bool was_click = pressed_px_ && !dragged_px_;
  pressed_px_.reset();
  dragged_px_.reset();
  if (was_click) emit clicked(plot_.map().value(event.position()), event.modifiers());
  return false;
}

bool ZoomWindow::wheel(QWheelEvent& event) {
  event.accept();
  const QRectF& area = plot_.map().area;
  // With Shift some systems turn the wheel by ninety degrees.
  const int turned = event.angleDelta().y() != 0 ? event.angleDelta().y() : event.angleDelta().x();
  if (!area.contains(event.position()) || turned == 0) return true;
  const double factor = std::exp2(-turned / wheel_units_per_doubling);
  const bool only_x = event.modifiers() & Qt::ShiftModifier;
  const bool only_y = event.modifiers() & Qt::ControlModifier;
  auto [x, width] = std::pair(part_.x(), part_.width());
  auto [y, height] = std::pair(part_.y(), part_.height());
  if (!only_y) {
    const double fixed = (event.position().x() - area.left()) / area.width();
    std::tie(x, width) = resized(x, width, fixed, factor);
  }
  if (!only_x) {
    const double fixed = (area.bottom() - event.position().y()) / area.height();
    std::tie(y, height) = resized(y, height, fixed, factor);
  }
  choose({x, y, width, height});
  return true;
}

}  // namespace homeostat::ui
