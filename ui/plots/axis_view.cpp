#include "ui/plots/axis_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/plots/handle_item.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {
namespace {

/// Nearer than this a press takes hold of the point, or of the line through it.
constexpr double grip_px = 16, line_grip_px = 6;
constexpr double stride_steps = 10;
/// A hundredth keeps numbers in the controls short.
constexpr int fewest_decimals = 2;

double rounded(double value, int decimals) {
  const double per_unit = std::pow(10.0, decimals);
  return std::round(value * per_unit) / per_unit;
}

}  // namespace

AxisView::AxisView(QWidget* parent) : PlotView(parent), handle_(new HandleItem(*this)) {
  setFocusPolicy(Qt::StrongFocus);
  handle_->set_horizontal(true);
}

void AxisView::set_handle(QPointF value) {
  handle_->set_value(QPointF(asked_x_.value_or(value.x()), value.y()));
}

QPointF AxisView::handle() const { return handle_->value().value_or(QPointF()); }

double AxisView::aimed_x(double pixel) const {
  const double a_pixel = (map().x_max - map().x_min) / map().area.width();
  const int decimals = std::max(fewest_decimals, decimals_of(a_pixel));
  return std::clamp(rounded(map().x_value(pixel), decimals), map().x_min, map().x_max);
}

bool AxisView::is_on_handle(QPointF pixel) const {
  if (!handle_->value()) return false;
  const QPointF centre = handle_->centre();
  const bool is_on_line = map().area.contains(pixel) && handle_->is_inside() &&
                          std::abs(pixel.x() - centre.x()) < line_grip_px;
  return is_on_line || (pixel - centre).manhattanLength() < grip_px;
}

void AxisView::mousePressEvent(QMouseEvent* event) {
  is_held_ = event->button() == Qt::LeftButton && is_on_handle(event->position());
  event->ignore();  // the frame around wants to know that it was touched
}

void AxisView::mouseMoveEvent(QMouseEvent* event) {
  PlotView::mouseMoveEvent(event);
  const QPointF at = event->position();
  viewport()->setCursor(is_held_ || is_on_handle(at) ? Qt::SizeHorCursor : Qt::ArrowCursor);
  if (!is_held_) return;
  const double x = aimed_x(at.x());
  if (asked_x_ == x) return;
  asked_x_ = x;
  emit moved(x, false);
}

void AxisView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !std::exchange(is_held_, false)) return;
  const auto asked = std::exchange(asked_x_, std::nullopt);
  if (asked) emit moved(*asked, true);
}

void AxisView::keyPressEvent(QKeyEvent* event) {
  const int way = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  if (way == 0 || !handle_->value()) return event->ignore();
  const bool is_stride = event->modifiers().testFlag(Qt::ShiftModifier);
  const double step = key_step_ * (is_stride ? stride_steps : 1);
  emit moved(std::max(0.0, rounded(handle().x() + way * step, 6)), true);
}

void AxisView::focusInEvent(QFocusEvent* event) {
  PlotView::focusInEvent(event);
  handle_->set_focused(event->reason() == Qt::TabFocusReason ||
                       event->reason() == Qt::BacktabFocusReason);
}

void AxisView::focusOutEvent(QFocusEvent* event) {
  PlotView::focusOutEvent(event);
  handle_->set_focused(false);
}

}  // namespace homeostat::ui
