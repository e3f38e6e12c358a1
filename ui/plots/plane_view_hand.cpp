// What mouse and keys do to the point of the plane.
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/plots/handle_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plane_view.h"

namespace homeostat::ui {
namespace {

constexpr double key_step_usual = 0.05;
/// Zoomed in, a step is this part of the plane's width at most, and a stride ten steps.
constexpr double key_step_part = 0.025;
constexpr double plane_view_stride_steps = 10;
/// A hundredth also keeps numbers in the controls short.
constexpr int usual_decimals = 2;
/// Nearer than this a press takes hold of the handle.
constexpr double plane_view_grip_px = 16;

}  // namespace

int PlaneView::decimals() const {
  return std::max(usual_decimals, decimals_of((map().x_max - map().x_min) / map().area.width()));
}

void PlaneView::aim_at(QPointF value) {
  const double per_unit = std::pow(10.0, decimals());
  const auto grain = [per_unit](double v) {
    return std::clamp(std::round(v * per_unit) / per_unit, 0.0, largest_weight);
  };
  asked_ = QPointF(grain(value.x()), grain(value.y()));
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
    is_pressed_on_handle_ = (at - handle_->centre()).manhattanLength() < plane_view_grip_px;
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
  if (is_dragging_) move_to(map().value(inside(pixel)), false);
}

QPointF PlaneView::inside(QPointF pixel) const {
  const QRectF& area = map().area;
  return {std::clamp(pixel.x(), area.left(), area.right()),
          std::clamp(pixel.y(), area.top(), area.bottom())};
}

void PlaneView::mouseReleaseEvent(QMouseEvent* event) {
  if (!pressed_px_ || event->button() != Qt::LeftButton) return;
  const QPointF pressed = *std::exchange(pressed_px_, std::nullopt);
  if (std::exchange(is_dragging_, false)) {
    move_to(map().value(inside(event->position())), true);
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

QPointF PlaneView::key_step(bool is_stride) const {
  const auto step = [is_stride](double side) {
    const double small = std::min(key_step_usual, round_step(key_step_part * side));
    return is_stride ? plane_view_stride_steps * small : small;
  };
  return {step(map().x_max - map().x_min), step(map().y_max - map().y_min)};
}

void PlaneView::keyPressEvent(QKeyEvent* event) {
  const QPointF step = key_step(event->modifiers() & Qt::ShiftModifier);
  QPointF by;
  switch (event->key()) {
    case Qt::Key_Left:
      by = {-step.x(), 0};
      break;
    case Qt::Key_Right:
      by = {step.x(), 0};
      break;
    case Qt::Key_Up:
      by = {0, step.y()};
      break;
    case Qt::Key_Down:
      by = {0, -step.y()};
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
