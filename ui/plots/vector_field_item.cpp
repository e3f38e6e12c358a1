#include "ui/plots/vector_field_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace homeostat::ui {
namespace {

constexpr double spacing_px = 30;
/// Of arrows that only point: two fields side by side need room.
constexpr double direction_px = 15;
constexpr double longest_px = 20;
constexpr double shortest_px = 4;
constexpr double head_px = 3.2;

}  // namespace

VectorFieldItem::VectorFieldItem(PlotView& plot)
    : PlotItem(plot, layer::fill), colour_([](const Theme& t) {
        QColor colour = t.ink3;
        colour.setAlphaF(0.7F);
        return colour;
      }) {}

void VectorFieldItem::set_directions_only(ColourOf colour) {
  colour_ = std::move(colour);
  directions_only_ = true;
  setZValue(layer::line);
}

void VectorFieldItem::set_velocity(Velocity velocity) {
  velocity_ = std::move(velocity);
  is_stale_ = true;
  update();
}

void VectorFieldItem::plot_changed() {
  is_stale_ = true;
  PlotItem::plot_changed();
}

void VectorFieldItem::add_arrow(QPointF centre, QPointF along) {
  const double length = std::hypot(along.x(), along.y());
  const QPointF unit = along / length;
  const QPointF across(-unit.y(), unit.x());
  const QPointF tip = centre + along / 2;
  const double head = std::min(head_px, length / 2);
  lines_.emplace_back(centre - along / 2, tip);
  lines_.emplace_back(tip, tip - head * unit + 0.7 * head * across);
  lines_.emplace_back(tip, tip - head * unit - 0.7 * head * across);
}

void VectorFieldItem::rebuild() {
  is_stale_ = false;
  lines_.clear();
  const QRectF& area = map().area;
  const double x_scale = area.width() / (map().x_max - map().x_min);
  const double y_scale = area.height() / (map().y_max - map().y_min);
  std::vector<std::pair<QPointF, QPointF>> arrows;
  double fastest = 0;
  for (double x = area.left() + spacing_px / 2; x < area.right(); x += spacing_px) {
    for (double y = area.top() + spacing_px / 2; y < area.bottom(); y += spacing_px) {
      const QPointF v = velocity_(map().value({x, y}));
      const QPointF pixels(v.x() * x_scale, -v.y() * y_scale);
      const double speed = std::hypot(pixels.x(), pixels.y());
      if (!std::isfinite(speed) || speed == 0) continue;
      fastest = std::max(fastest, speed);
      arrows.push_back({{x, y}, pixels});
    }
  }
  for (const auto& [centre, pixels] : arrows) {
    const double speed = std::hypot(pixels.x(), pixels.y());
    const double length = directions_only_
                              ? direction_px
                              : std::max(shortest_px, longest_px * std::sqrt(speed / fastest));
    const QPointF along = pixels * (length / speed);
    add_arrow(directions_only_ ? centre + along / 2 : centre, along);
  }
}

void VectorFieldItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (!velocity_) return;
  if (is_stale_) rebuild();
  painter->setPen(QPen(colour_(theme()), directions_only_ ? 1.4 : 1));
  painter->drawLines(lines_);
}

}  // namespace homeostat::ui
