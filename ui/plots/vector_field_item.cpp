#include "ui/plots/vector_field_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ui/figure/describe.h"

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
    : PlotItem(plot, layer::fill),
      colour_([](const Theme& t) { return with_opacity(t.ink3, 0.7); }) {}

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

void VectorFieldItem::add_arrow(const Arrow& arrow) {
  const QPointF unit = arrow.along / std::hypot(arrow.along.x(), arrow.along.y());
  const QPointF across(-unit.y(), unit.x());
  const QPointF tip = arrow.from + arrow.along;
  const double head = std::min(head_px, std::hypot(arrow.along.x(), arrow.along.y()) / 2);
  lines_.emplace_back(arrow.from, tip);
  lines_.emplace_back(tip, tip - head * unit + 0.7 * head * across);
  lines_.emplace_back(tip, tip - head * unit - 0.7 * head * across);
}

std::vector<VectorFieldItem::Arrow> VectorFieldItem::arrows_in(const PlotMap& map) const {
  const QRectF& area = map.area;
  const double x_scale = area.width() / (map.x_max - map.x_min);
  const double y_scale = area.height() / (map.y_max - map.y_min);
  std::vector<Arrow> arrows;
  double fastest = 0;
  for (double x = area.left() + spacing_px / 2; x < area.right(); x += spacing_px) {
    for (double y = area.top() + spacing_px / 2; y < area.bottom(); y += spacing_px) {
      const QPointF v = velocity_(map.value({x, y}));
      const QPointF pixels(v.x() * x_scale, -v.y() * y_scale);
      const double speed = std::hypot(pixels.x(), pixels.y());
      if (!std::isfinite(speed) || speed == 0) continue;
      fastest = std::max(fastest, speed);
      arrows.push_back({{x, y}, pixels});
    }
  }
  for (Arrow& arrow : arrows) {
    const double speed = std::hypot(arrow.along.x(), arrow.along.y());
    const double length = directions_only_
                              ? direction_px
                              : std::max(shortest_px, longest_px * std::sqrt(speed / fastest));
    arrow.along *= length / speed;
    if (!directions_only_) arrow.from -= arrow.along / 2;
  }
  return arrows;
}

void VectorFieldItem::rebuild() {
  is_stale_ = false;
  lines_.clear();
  for (const Arrow& arrow : arrows_in(map())) add_arrow(arrow);
}

void VectorFieldItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (!velocity_) return;
  if (is_stale_) rebuild();
  painter->setPen(QPen(colour_(theme()), directions_only_ ? 1.4 : 1));
  painter->drawLines(lines_);
}

void VectorFieldItem::describe(figure::Plot& paper, const Theme& theme) const {
  if (!velocity_) return;
  figure::Arrows arrows{.name = name(), .head = head_px};
  arrows.stroke = described(QPen(colour_(theme), directions_only_ ? 1.4 : 1));
  for (const auto& [from, along] : arrows_in(map())) {
    const QPointF value = map().value(from);
    arrows.x.push_back(value.x());
    arrows.y.push_back(value.y());
    arrows.along_x.push_back(along.x());
    arrows.along_y.push_back(along.y());
  }
  paper.elements.emplace_back(std::move(arrows));
}

}  // namespace homeostat::ui
