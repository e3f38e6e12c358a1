#include "ui/plots/handle_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/figure/describe.h"

namespace homeostat::ui {
namespace {

constexpr double disc_radius = 6.5;
constexpr double halo_radius = 13;

void draw_chevrons(QPainter& painter, QPointF centre, const QColor& colour, bool is_horizontal) {
  QPen pen(colour, 1.5);
  pen.setCapStyle(Qt::RoundCap);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  for (int quarter = is_horizontal ? 1 : 0; quarter < 4; quarter += is_horizontal ? 2 : 1) {
    painter.save();
    painter.translate(centre);
    painter.rotate(90 * quarter);
    painter.drawPolyline(QPolygonF({{-3, -17}, {0, -20}, {3, -17}}));
    painter.restore();
  }
}

/// Its tip in `at`, pointing along `towards`.
void draw_triangle(QPainter& painter, QPointF at, QPointF towards) {
  painter.save();
  painter.translate(at);
  painter.rotate(std::atan2(towards.y(), towards.x()) * 180 / std::numbers::pi);
  painter.drawPolygon(QPolygonF({{1, 0}, {-13, -8}, {-13, 8}}));
  painter.restore();
}

}  // namespace

HandleItem::HandleItem(PlotView& plot) : PlotItem(plot, layer::dot) {}

void HandleItem::set_value(std::optional<QPointF> value) {
  if (value == value_) return;
  value_ = value;
  update();
}

void HandleItem::set_focused(bool is_focused) {
  is_focused_ = is_focused;
  update();
}

bool HandleItem::is_inside() const {
  return value_ && map().area.adjusted(-1, -1, 1, 1).contains(map().pixel(*value_));
}

QPointF HandleItem::centre() const {
  const QRectF& area = map().area;
  const QPointF wanted = map().pixel(value_.value_or(QPointF()));
  return {std::clamp(wanted.x(), area.left(), area.right()),
          std::clamp(wanted.y(), area.top(), area.bottom())};
}

void HandleItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (!value_) return;
  const QPointF at = centre();
  QColor halo = theme().accent;
  halo.setAlphaF(is_focused_ ? 0.32F : 0.18F);
  painter->setPen(Qt::NoPen);
  painter->setBrush(halo);
  painter->drawEllipse(at, halo_radius, halo_radius);
  painter->setPen(QPen(theme().panel, 2));
  painter->setBrush(theme().accent);
  if (!is_inside()) return draw_triangle(*painter, at, map().pixel(*value_) - at);
  painter->drawEllipse(at, disc_radius, disc_radius);
  draw_chevrons(*painter, at, theme().accent, is_horizontal_);
}

void HandleItem::describe(figure::Plot& paper, const Theme& theme) const {
  // Where things stand; the handle around it is for the hand.
  if (!is_inside()) return;
  paper.elements.emplace_back(figure::Dots{.name = name(),
                                           .x = {value_->x()},
                                           .y = {value_->y()},
                                           .radius = 4,
                                           .colour = described(theme.accent),
                                           .rim = 2});
}

}  // namespace homeostat::ui
