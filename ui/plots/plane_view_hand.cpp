// What mouse and keys do to the point of the plane.
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/plots/handle_item.h"
#include "ui/plots/plane_view.h"

namespace homeostat::ui {
namespace {

constexpr double key_step = 0.05;
constexpr double key_stride = 0.5;
/// What a hand can aim at, a hundredth; also keeps numbers in the controls short.
constexpr double grains_per_unit = 100;
/// Nearer than this a press takes hold of the handle.
constexpr double grip_px = 16;

}  // namespace

void PlaneView::aim_at(QPointF value) {
  const auto grain = [](double v) { return std::round(v * grains_per_unit) / grains_per_unit; };
  asked_ = QPointF(std::clamp(grain(value.x()), map().x_min, map().x_max),
                   std::clamp(grain(value.y()), map().y_min, map().y_max));
  show_handle(*asked_, tr("start"));
}

void PlaneView::move_to(QPointF value, bool is_final) {
  click_.stop();
  aim_at(value);
  emit moved(*asked_, is_final);
}

void PlaneView::mousePressEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (event->button() == Qt::LeftButton && map().area.contains(at)) {
    pressed_px_ = at;
    is_pressed_on_handle_ = (at - handle_->centre()).manhattanLength() < grip_px;
  }
  event->ignore();  // the frame around wants to know that it was touched
}

void PlaneView::mouseMoveEvent(QMouseEvent* event) {
  PlotView::mouseMoveEvent(event);
  if (pressed_px_ || is_dragging_) drag_to(event->position());
}

void PlaneView::drag_to(QPointF pixel) {
  const int least = is_pressed_on_handle_ ? 1 : QApplication::startDragDistance();
  is_dragging_ = is_dragging_ || (pixel - *pressed_px_).manhattanLength() >= least;
  if (is_dragging_) move_to(map().value(pixel), false);
}

void PlaneView::mouseReleaseEvent(QMouseEvent* event) {
  if (!pressed_px_ || event->button() != Qt::LeftButton) return;
  const QPointF pressed = *std::exchange(pressed_px_, std::nullopt);
  if (std::exchange(is_dragging_, false)) {
    move_to(map().value(event->position()), true);
  } else if (!is_pressed_on_handle_) {
    aim_at(map().value(pressed));
    click_.start();
  }
}

void PlaneView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (click_.isActive()) asked_.reset();
  click_.stop();
  event->ignore();  // the frame around enlarges
}

void PlaneView::keyPressEvent(QKeyEvent* event) {
  const double step = event->modifiers() & Qt::ShiftModifier ? key_stride : key_step;
  QPointF by;
  switch (event->key()) {
    case Qt::Key_Left:
      by = {-step, 0};
      break;
    case Qt::Key_Right:
      by = {step, 0};
      break;
    case Qt::Key_Up:
      by = {0, step};
      break;
    case Qt::Key_Down:
      by = {0, -step};
      break;
    default:
      event->ignore();
      return;
  }
  move_to(handle() + by, true);
}

void PlaneView::focusInEvent(QFocusEvent* event) {
  PlotView::focusInEvent(event);
  handle_->set_focused(event->reason() == Qt::TabFocusReason ||
                       event->reason() == Qt::BacktabFocusReason);
}

void PlaneView::focusOutEvent(QFocusEvent* event) {
  PlotView::focusOutEvent(event);
  handle_->set_focused(false);
}

}  // namespace homeostat::ui
