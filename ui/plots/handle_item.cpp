#include "ui/plots/handle_item.h"

#include <QPainter>
#include <algorithm>

namespace homeostat::ui {
namespace {

constexpr double disc_radius = 6.5;
constexpr double halo_radius = 13;

void draw_chevrons(QPainter& painter, QPointF centre, const QColor& colour) {
  QPen pen(colour, 1.5);
  pen.setCapStyle(Qt::RoundCap);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  for (int quarter = 0; quarter < 4; ++quarter) {
    painter.save();
    painter.translate(centre);
    painter.rotate(90 * quarter);
    painter.drawPolyline(QPolygonF({{-3, -17}, {0, -20}, {3, -17}}));
    painter.restore();
  }
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

void HandleItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (!value_) return;
  const QRectF& area = map().area;
  const QPointF wanted = map().pixel(*value_);
  // Weights may leave the window; the handle then waits at its rim.
  const QPointF at(std::clamp(wanted.x(), area.left(), area.right()),
                   std::clamp(wanted.y(), area.top(), area.bottom()));
  QColor halo = theme().accent;
  halo.setAlphaF(is_focused_ ? 0.32F : 0.18F);
  painter->setPen(Qt::NoPen);
  painter->setBrush(halo);
  painter->drawEllipse(at, halo_radius, halo_radius);
  painter->setPen(QPen(theme().panel, 2));
  painter->setBrush(theme().accent);
  painter->drawEllipse(at, disc_radius, disc_radius);
  draw_chevrons(*painter, at, theme().accent);
}

}  // namespace homeostat::ui
