#include "ui/controls/value_slider.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/controls/paint.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr double track_margin = 8;
constexpr double fine_ratio = 0.1;
constexpr double page_steps = 10;

double rounded_to_digits(double value, int digits) {
  if (value == 0) return 0;
  const double exponent = std::floor(std::log10(std::abs(value)));
  // Through text, so that 0.1 is 0.1 and not its neighbour.
  const int decimals = digits - 1 - static_cast<int>(exponent);
  return decimals >= 0 ? QString::number(value, 'f', decimals).toDouble()
                       : std::round(value * std::pow(10, decimals)) / std::pow(10, decimals);
}

double rounded_to_step(double value, double step) {
  return QString::number(std::round(value / step) * step, 'g', 10).toDouble();
}

}  // namespace

SliderRange slider_range(const lab::ParameterSpec& spec) {
  return {spec.slider_min, spec.slider_max, spec.step, spec.scale};
}

double stepped_value(const SliderRange& range, double from, double steps) {
  if (range.scale == lab::Scale::linear)
    return rounded_to_step(from + steps * range.step, range.step * fine_ratio);
  const double start = from > 0 ? from : range.low;
  return rounded_to_digits(start * std::pow(range.step, steps), 3);
}

ValueSlider::ValueSlider(const SliderRange& range, QWidget* parent)
    : QWidget(parent), range_(range), value_(range.low) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ValueSlider::set_value(double value) {
  if (is_dragging_ || value == value_) return;
  value_ = value;
  update();
}

void ValueSlider::set_mark(std::optional<double> mark) {
  if (mark == mark_) return;
  mark_ = mark;
  update();
}

double ValueSlider::stepped(double steps) const {
  return std::clamp(stepped_value(range_, value_, steps), range_.low, range_.high);
}

double ValueSlider::fraction(double value) const {
  if (range_.scale == lab::Scale::logarithmic) {
    if (value <= range_.low) return 0;
    return std::min(1.0, std::log(value / range_.low) / std::log(range_.high / range_.low));
  }
  return std::clamp((value - range_.low) / (range_.high - range_.low), 0.0, 1.0);
}

double ValueSlider::value_at(double fraction, bool is_fine) const {
  if (fraction <= 0) return range_.low;
  if (fraction >= 1) return range_.high;
  if (range_.scale == lab::Scale::logarithmic) {
    const double exact = range_.low * std::pow(range_.high / range_.low, fraction);
    return rounded_to_digits(exact, is_fine ? 3 : 2);
  }
  const double exact = range_.low + fraction * (range_.high - range_.low);
  return rounded_to_step(exact, is_fine ? range_.step * fine_ratio : range_.step);
}

double ValueSlider::x_of(double fraction) const {
  return track_margin + fraction * (width() - 2 * track_margin);
}

void ValueSlider::edit(double value, bool is_final) {
  const bool is_new = value != value_;
  value_ = value;
  if (!is_new && !is_final) return;
  update();
  emit value_changed(value_, is_final);
}

void ValueSlider::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double y = height() / 2.0;
  const double handle_x = x_of(fraction(value_));
  const QColor active = isEnabled() ? theme.accent : theme.ghost;

  painter.setPen(QPen(theme.line2, 3, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(QPointF(x_of(0), y), QPointF(x_of(1), y));
  if (range_.scale == lab::Scale::logarithmic) {
    painter.setPen(QPen(theme.line2, 1));
    for (int i = 0; i < 5; ++i)
      painter.drawLine(QPointF(x_of(i / 4.0), y + 6), QPointF(x_of(i / 4.0), y + 9));
  }
  if (mark_) {
    const double mark_x = x_of(fraction(*mark_));
    painter.setPen(QPen(active, 3, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(mark_x, y), QPointF(handle_x, y));
    painter.setPen(QPen(theme.ink3, 1.5));
    painter.drawLine(QPointF(mark_x, y - 7), QPointF(mark_x, y + 7));
  }
  if (shows_focus_) draw_focus_ring(painter, QRectF(handle_x - 9, y - 9, 18, 18), 9, theme);
  painter.setPen(QPen(active, 2));
  painter.setBrush(theme.raised);
  painter.drawEllipse(QPointF(handle_x, y), 6.5, 6.5);
}

void ValueSlider::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  is_dragging_ = true;
  drag_x_ = event->position().x();
  drag_fraction_ = fraction(value_);
  const bool is_on_handle = std::abs(drag_x_ - x_of(drag_fraction_)) <= track_margin;
  if (is_on_handle || event->modifiers().testFlag(Qt::ControlModifier)) return;
  drag_fraction_ = (drag_x_ - track_margin) / (width() - 2 * track_margin);
  edit(value_at(drag_fraction_, false), false);
}

void ValueSlider::mouseMoveEvent(QMouseEvent* event) {
  if (!is_dragging_) return;
  const bool is_fine = event->modifiers().testFlag(Qt::ControlModifier);
  const double moved = (event->position().x() - drag_x_) / (width() - 2 * track_margin);
  drag_x_ = event->position().x();
  drag_fraction_ += is_fine ? moved * fine_ratio : moved;
  edit(value_at(drag_fraction_, is_fine), false);
}

void ValueSlider::mouseReleaseEvent(QMouseEvent* event) {
  if (!is_dragging_ || event->button() != Qt::LeftButton) return;
  is_dragging_ = false;
  edit(value_, true);
}

void ValueSlider::mouseDoubleClickEvent(QMouseEvent*) {
  if (mark_) edit(*mark_, true);
}

void ValueSlider::keyPressEvent(QKeyEvent* event) {
  const double size = event->modifiers().testFlag(Qt::ShiftModifier) ? fine_ratio : 1;
  double to = 0;
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
      to = stepped(-size);
      break;
    case Qt::Key_Right:
    case Qt::Key_Up:
      to = stepped(size);
      break;
    case Qt::Key_PageDown:
      to = stepped(-page_steps);
      break;
    case Qt::Key_PageUp:
      to = stepped(page_steps);
      break;
    case Qt::Key_Home:
      to = range_.low;
      break;
    case Qt::Key_End:
      to = range_.high;
      break;
    default:
      QWidget::keyPressEvent(event);
      return;
  }
  is_keying_ = true;
  edit(to, false);
}

void ValueSlider::keyReleaseEvent(QKeyEvent* event) {
  if (!is_keying_ || event->isAutoRepeat()) {
    QWidget::keyReleaseEvent(event);
    return;
  }
  is_keying_ = false;
  edit(value_, true);
}

void ValueSlider::wheelEvent(QWheelEvent* event) {
  if (!hasFocus() || event->angleDelta().y() == 0) {
    event->ignore();
    return;
  }
  edit(stepped(event->angleDelta().y() > 0 ? 1 : -1), true);
}

void ValueSlider::focusInEvent(QFocusEvent* event) {
  shows_focus_ = is_keyboard_focus(*event);
  update();
}

void ValueSlider::focusOutEvent(QFocusEvent*) {
  shows_focus_ = false;
  if (is_keying_) edit(value_, true);
  is_keying_ = false;
  update();
}

}  // namespace homeostat::ui
