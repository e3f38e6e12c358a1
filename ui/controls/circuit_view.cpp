#include "ui/controls/circuit_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/controls/paint.h"
#include "ui/controls/text.h"
#include "ui/theme.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

constexpr double radius = 31;
constexpr double centre_y = 74;
constexpr double half_distance = 62;
constexpr double clearance = 9;  ///< between the end of an arrow and its disc
constexpr double full_at = 1.5;  ///< a disc is full at this many setpoints
constexpr int label_pixels = 12;
constexpr double hit_width = 20;

double arrow_width(double weight) {
  return std::clamp(0.8 + 1.4 * std::sqrt(std::max(0.0, weight)), 1.0, 7.0);
}

QPointF on_circle(QPointF centre, double distance, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  return centre + distance * QPointF(std::cos(angle), -std::sin(angle));
}

QString rate_label(double rate) {
  return std::isfinite(rate) ? QString::number(rate, 'f', 1) : QString("–");
}

}  // namespace

CircuitView::CircuitView(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName("Circuit: arrow keys move between weights and setpoints, Enter finds the row");
}

void CircuitView::set(ei::Rates rates, ei::Setpoints setpoints, const ei::Weights& weights) {
  if (rates == rates_ && setpoints == setpoints_ && weights == weights_) return;
  rates_ = rates;
  setpoints_ = setpoints;
  weights_ = weights;
  update();
}

QPointF CircuitView::disc_centre(int population) const {
  return {width() / 2.0 + (population == 0 ? -half_distance : half_distance), centre_y};
}

QPainterPath CircuitView::arrow_path(ei::WeightClass weight_class) const {
  const QPointF E = disc_centre(0);
  const QPointF I = disc_centre(1);
  const double near = radius + 3;
  const double far = radius + clearance;
  const QPointF middle(width() / 2.0, centre_y);
  QPainterPath path;
  switch (weight_class) {
    case ei::EE:
      path.moveTo(on_circle(E, near, 145));
      path.cubicTo(on_circle(E, 92, 150), on_circle(E, 92, 210), on_circle(E, far, 215));
      break;
    case ei::II:
      path.moveTo(on_circle(I, near, 35));
      path.cubicTo(on_circle(I, 92, 30), on_circle(I, 92, -30), on_circle(I, far, -35));
      break;
    case ei::IE:
      path.moveTo(on_circle(E, near, 42));
      path.quadTo(middle - QPointF(0, 62), on_circle(I, far, 138));
      break;
    case ei::EI:
      path.moveTo(on_circle(I, near, 222));
      path.quadTo(middle + QPointF(0, 62), on_circle(E, far, -42));
      break;
  }
  return path;
}

void CircuitView::resizeEvent(QResizeEvent*) {
  for (const auto c : {ei::EE, ei::EI, ei::IE, ei::II})
    arrows_.at(static_cast<std::size_t>(c)) = arrow_path(c);
}

QRectF CircuitView::label_rect(int target) const {
  const double middle = width() / 2.0;
  constexpr QSizeF size(64, 18);
  const QPointF centres[target_count] = {{36, 14},
                                         {middle, 132},
                                         {middle, 16},
                                         {width() - 36.0, 14},
                                         {disc_centre(0).x(), 140},
                                         {disc_centre(1).x(), 140}};
  QRectF rect(QPointF(), size);
  rect.moveCenter(centres[target]);
  return rect;
}

QString CircuitView::target_symbol(int target) const {
  if (target < 4) return qt_text(ei::weight_symbols.at(static_cast<std::size_t>(target)));
  return target == 4 ? "E_set" : "I_set";
}

int CircuitView::target_at(QPointF point) const {
  for (int target = 0; target < target_count; ++target)
    if (label_rect(target).contains(point)) return target;
  for (int population = 0; population < 2; ++population)
    if (QLineF(point, disc_centre(population)).length() <= radius) return 4 + population;
  QPainterPathStroker stroker;
  stroker.setWidth(hit_width);
  for (int target = 0; target < 4; ++target)
    if (stroker.createStroke(arrows_.at(static_cast<std::size_t>(target))).contains(point))
      return target;
  return none;
}

void CircuitView::point_at(int target) {
  if (target == hot_) return;
  hot_ = target;
  setCursor(target == none ? Qt::ArrowCursor : Qt::PointingHandCursor);
  setAccessibleDescription(target == none ? QString() : target_symbol(target));
  update();
}

void CircuitView::pick(int target) {
  if (target == none) return;
  if (target < 4) {
    emit weight_picked(target_symbol(target));
  } else {
    emit setpoint_picked(target_symbol(target));
  }
}

void CircuitView::draw_arrow(QPainter& painter, const Theme& theme,
                             ei::WeightClass weight_class) const {
  const double weight = weights_.array().at(weight_class);
  const double width = arrow_width(weight);
  const QPainterPath& path = arrows_.at(weight_class);
  if (hot_ == static_cast<int>(weight_class))
    painter.strokePath(path, QPen(theme.accent_soft, width + 9, Qt::SolidLine, Qt::RoundCap));
  painter.strokePath(path, theme.weight_pen(weight_class, width));

  painter.save();
  painter.translate(path.currentPosition());
  painter.rotate(-path.angleAtPercent(1));
  const bool is_inhibitory = weight_class == ei::EI || weight_class == ei::II;
  const double size = 4 + 0.8 * width;
  if (is_inhibitory) {
    painter.setPen(QPen(theme.weight_line(weight_class), 2.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(1, -size), QPointF(1, size));
  } else {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.weight_line(weight_class));
    const QPointF head[] = {{clearance - 3, 0}, {-3, size}, {-3, -size}};
    painter.drawPolygon(head, 3);
  }
  painter.restore();
}

void CircuitView::draw_disc(QPainter& painter, const Theme& theme, int population) const {
  const QPointF centre = disc_centre(population);
  const QColor colour = population == 0 ? theme.E : theme.I;
  const double rate = population == 0 ? rates_.E : rates_.I;
  const double setpoint = population == 0 ? setpoints_.E : setpoints_.I;
  const QRectF box(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
  QPainterPath disc;
  disc.addEllipse(box);
  painter.fillPath(disc, hot_ == 4 + population ? theme.accent_soft : theme.panel);
  const double level =
      std::isfinite(rate) && setpoint > 0 ? std::clamp(rate / (full_at * setpoint), 0.0, 1.0) : 0.0;
  QColor fill = colour;
  fill.setAlphaF(theme.is_dark ? 0.38F : 0.26F);
  painter.save();
  painter.setClipPath(disc);
  painter.fillRect(
      QRectF(box.left(), box.bottom() - level * box.height(), box.width(), box.height()), fill);
  const double mark_y = box.bottom() - box.height() / full_at;
  QPen mark = theme.setpoint_pen(colour);
  mark.setWidthF(1.5);
  painter.setPen(mark);
  painter.drawLine(QPointF(box.left(), mark_y), QPointF(box.right(), mark_y));
  painter.restore();
  painter.strokePath(disc, QPen(colour, 2));

  painter.setPen(population == 0 ? theme.E_text : theme.I_text);
  painter.setFont(text_font(13, QFont::Bold));
  painter.drawText(QRectF(box.left(), box.top() + 3, box.width(), 16), Qt::AlignCenter,
                   population == 0 ? "E" : "I");
  painter.setPen(theme.ink);
  painter.setFont(text_font(15, QFont::Medium));
  painter.drawText(QRectF(box.left(), centre.y() - 8, box.width(), 18), Qt::AlignCenter,
                   rate_label(rate));
  painter.setPen(theme.ink2);
  painter.setFont(text_font(11));
  painter.drawText(QRectF(box.left(), centre.y() + 9, box.width(), 14), Qt::AlignCenter, "Hz");
}

void CircuitView::draw_label(QPainter& painter, const Theme& theme, int target) const {
  const bool is_weight = target < 4;
  const auto weight_class = static_cast<ei::WeightClass>(is_weight ? target : 0);
  const double value =
      is_weight ? weights_.array().at(weight_class) : (target == 4 ? setpoints_.E : setpoints_.I);
  const QString number = is_weight ? QString::number(value, 'f', 2) : number_text(value);
  const Typeset label(symbol_markup(target_symbol(target)) + ' ' + number, label_pixels);
  const QRectF rect = label_rect(target);
  if (target == hot_) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent_soft);
    painter.drawRoundedRect(rect, 5, 5);
  }
  const QColor colour =
      is_weight ? theme.weight_text(weight_class) : (target == 4 ? theme.E_text : theme.I_text);
  const QPointF baseline(rect.center().x() - label.size().width() / 2,
                         rect.center().y() - label.size().height() / 2 + label.ascent());
  label.draw(painter, baseline, colour);
}

void CircuitView::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const auto c : {ei::EE, ei::EI, ei::IE, ei::II}) draw_arrow(painter, theme, c);
  for (int population : {0, 1}) draw_disc(painter, theme, population);
  for (int target = 0; target < target_count; ++target) draw_label(painter, theme, target);
}

void CircuitView::mouseMoveEvent(QMouseEvent* event) { point_at(target_at(event->position())); }

void CircuitView::mouseReleaseEvent(QMouseEvent* event) { pick(target_at(event->position())); }

void CircuitView::leaveEvent(QEvent*) { point_at(none); }

void CircuitView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Right:
      point_at((hot_ + 1) % target_count);
      break;
    case Qt::Key_Left:
      point_at((std::max(hot_, 0) + target_count - 1) % target_count);
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      pick(hot_);
      break;
    default:
      QWidget::keyPressEvent(event);
  }
}

void CircuitView::focusInEvent(QFocusEvent* event) {
  if (is_keyboard_focus(*event)) point_at(0);
}

void CircuitView::focusOutEvent(QFocusEvent*) { point_at(none); }

}  // namespace homeostat::ui
