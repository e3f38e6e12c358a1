#include "ui/controls/line_switch.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <cmath>
#include <utility>

#include "ui/controls/paint.h"

namespace homeostat::ui {
namespace {

constexpr int switch_height = 24;
constexpr int switch_gap = 8;
constexpr int sample_width = 30;
constexpr int name_pixels = 12;
constexpr int edge = 2;

}  // namespace

LineSwitch::LineSwitch(PenOf pen, const QString& name, QWidget* parent)
    : QAbstractButton(parent), pen_(std::move(pen)), name_(name, name_pixels) {
  setCheckable(true);
  setFocusPolicy(Qt::TabFocus);
  setAccessibleName(QString(name).remove('$'));
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LineSwitch::sizeHint() const {
  const int box = style()->pixelMetric(QStyle::PM_IndicatorWidth);
  const int name = static_cast<int>(std::ceil(name_.size().width()));
  return {2 * edge + box + switch_gap + sample_width + switch_gap + name, switch_height};
}

void LineSwitch::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (shows_focus_) draw_focus_ring(painter, QRectF(rect()).adjusted(1, 1, -1, -1), 4, theme);
  QStyleOptionButton box;
  box.initFrom(this);
  const int side = style()->pixelMetric(QStyle::PM_IndicatorWidth);
  box.rect = QRect(edge, (height() - side) / 2, side, side);
  box.state |= isChecked() ? QStyle::State_On : QStyle::State_Off;
  style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, &painter, this);
  const double left = edge + side + switch_gap, middle = height() / 2.0;
  if (!isChecked()) painter.setOpacity(0.5);
  painter.setPen(pen_(theme));
  painter.drawLine(QPointF(left, middle), QPointF(left + sample_width, middle));
  painter.setOpacity(1);
  const double top = middle - name_.size().height() / 2;
  name_.draw(painter, {left + sample_width + switch_gap, top + name_.ascent()},
             isChecked() ? theme.ink : theme.ink2);
}

void LineSwitch::focusInEvent(QFocusEvent* event) {
  shows_focus_ = is_keyboard_focus(*event);
  QAbstractButton::focusInEvent(event);
}

void LineSwitch::focusOutEvent(QFocusEvent* event) {
  shows_focus_ = false;
  QAbstractButton::focusOutEvent(event);
}

}  // namespace homeostat::ui
