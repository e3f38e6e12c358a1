#include "ui/plots/zoom_window.h"

#include <QApplication>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>
#include <algorithm>
#include <utility>

#include "ui/plots/plot_view.h"
#include "ui/plots/wheel.h"

namespace homeostat::ui {
namespace {

/// Of the whole: nothing of interest is smaller.
constexpr double smallest_part = 0.01;

/// An interval of [0, 1] so long, with `fixed` where it was, as far as it fits.
std::pair<double, double> resized(double low, double length, double fixed, double factor) {
  const double longer = std::clamp(length * factor, smallest_part, 1.0);
  const double wanted = low + (length - longer) * fixed;
  return {std::clamp(wanted, 0.0, 1 - longer), longer};
}

}  // namespace

ZoomWindow::ZoomWindow(PlotView& plot) : PlotHand(plot) {}

void ZoomWindow::choose(const QRectF& part) {
  if (part == part_) return;
  part_ = part;
  emit changed();
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
  pan(event.position() - dragged_px_.value_or(*pressed_px_));
  dragged_px_ = event.position();
  return true;
}

void ZoomWindow::pan(QPointF by_px) {
  const QRectF& area = plot_.map().area;
  const double left = part_.x() - by_px.x() / area.width() * part_.width();
  const double low = part_.y() + by_px.y() / area.height() * part_.height();
  choose({std::clamp(left, 0.0, 1 - part_.width()), std::clamp(low, 0.0, 1 - part_.height()),
          part_.width(), part_.height()});
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
  if (!plot_.map().area.contains(event.position())) return true;
  const bool only_x = event.modifiers() & Qt::ShiftModifier;
  const bool only_y = event.modifiers() & Qt::ControlModifier;
  const auto wish = wheel_wish(event, only_x || only_y);
  if (!wish.pan_px.isNull()) pan(wish.pan_px);
  if (wish.nearer != 1) zoom(wish.nearer, event.position(), !only_y, !only_x);
  return true;
}

bool ZoomWindow::pinch(const QNativeGestureEvent& event) {
  const auto nearer = pinch_wish(event);
  if (nearer && *nearer > 0) zoom(*nearer, event.position(), true, true);
  return nearer.has_value();
}

void ZoomWindow::zoom(double nearer, QPointF about_px, bool x, bool y) {
  const QRectF& area = plot_.map().area;
  QRectF next = part_;
  if (x) {
    const double fixed = (about_px.x() - area.left()) / area.width();
    const auto [left, width] = resized(next.x(), next.width(), fixed, 1 / nearer);
    next = {left, next.y(), width, next.height()};
  }
  if (y) {
    const double fixed = (area.bottom() - about_px.y()) / area.height();
    const auto [low, height] = resized(next.y(), next.height(), fixed, 1 / nearer);
    next = {next.x(), low, next.width(), height};
  }
  choose(next);
}

}  // namespace homeostat::ui
