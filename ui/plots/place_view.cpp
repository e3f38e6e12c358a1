#include "ui/plots/place_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/plots/handle_item.h"

namespace homeostat::ui {
namespace {

constexpr double grain_of_step = 0.2, place_stride_steps = 10;

double aimed_at(double value, double step, double low, double high) {
  // Division by a whole number keeps the digits short.
  const double per_unit = std::round(1 / (step * grain_of_step));
  return std::clamp(std::round(value * per_unit) / per_unit, low, high);
}

}  // namespace

PlaceView::PlaceView(QWidget* parent) : PlotView(parent), handle_(new HandleItem(*this)) {
  setFocusPolicy(Qt::StrongFocus);
}

void PlaceView::set_place(QPointF value) { handle_->set_value(asked_.value_or(value)); }

QPointF PlaceView::place() const { return handle_->value().value_or(QPointF()); }

QPointF PlaceView::aimed(QPointF value) const {
  return {aimed_at(value.x(), key_step_.x(), map().x_min, map().x_max),
          aimed_at(value.y(), key_step_.y(), std::max(map().y_min, key_step_.y()), map().y_max)};
}

void PlaceView::mousePressEvent(QMouseEvent* event) {
  is_held_ = event->button() == Qt::LeftButton && map().area.contains(event->position());
  if (is_held_) {
    asked_ = aimed(map().value(event->position()));
    handle_->set_value(*asked_);
    Q_EMIT moved(*asked_, false);
  }
  event->ignore();  // the frame around wants to know that it was touched
}

void PlaceView::mouseMoveEvent(QMouseEvent* event) {
  PlotView::mouseMoveEvent(event);
  viewport()->setCursor(map().area.contains(event->position()) ? Qt::PointingHandCursor
                                                               : Qt::ArrowCursor);
  if (!is_held_) return;
  const QPointF next = aimed(map().value(event->position()));
  if (asked_ == next) return;
  asked_ = next;
  handle_->set_value(next);
  Q_EMIT moved(next, false);
}

void PlaceView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !std::exchange(is_held_, false)) return;
  const auto asked = std::exchange(asked_, std::nullopt);
  if (asked) Q_EMIT moved(*asked, true);
}

void PlaceView::keyPressEvent(QKeyEvent* event) {
  QPointF way;
  if (event->key() == Qt::Key_Left) way = {-1, 0};
  if (event->key() == Qt::Key_Right) way = {1, 0};
  if (event->key() == Qt::Key_Up) way = {0, 1};
  if (event->key() == Qt::Key_Down) way = {0, -1};
  if (way.isNull()) return event->ignore();
  const double strides = event->modifiers().testFlag(Qt::ShiftModifier) ? place_stride_steps : 1;
  const QPointF step(way.x() * key_step_.x() * strides, way.y() * key_step_.y() * strides);
  Q_EMIT moved(aimed(place() + step), true);
}

void PlaceView::focusInEvent(QFocusEvent* event) {
  PlotView::focusInEvent(event);
  handle_->set_focused(event->reason() == Qt::TabFocusReason ||
                       event->reason() == Qt::BacktabFocusReason);
}

void PlaceView::focusOutEvent(QFocusEvent* event) {
  PlotView::focusOutEvent(event);
  handle_->set_focused(false);
}

}  // namespace homeostat::ui
