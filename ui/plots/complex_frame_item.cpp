#include "ui/plots/complex_frame_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/figure/describe.h"
#include "ui/plots/plot_view.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

constexpr double edge_width = 1.5;
constexpr double tick_px = 4, gap_below_px = 1, gap_beside_px = 5;
/// Numbers are no nearer to each other.
constexpr double numbers_apart_x_px = 40, numbers_apart_y_px = 24, rings_apart_px = 14;
constexpr int number_px = 12, ring_number_px = 11;

/// Text whose point named by `alignment` lies at `at`.
void draw_text(QPainter& painter, const QString& markup, int pixels, QPointF at,
               Qt::Alignment alignment, const QColor& colour) {
  const Typeset text(markup, pixels);
  const QSizeF size = text.size();
  if (alignment & Qt::AlignRight) at.rx() -= size.width();
  if (alignment & Qt::AlignHCenter) at.rx() -= size.width() / 2;
  if (alignment & Qt::AlignVCenter) at.ry() -= size.height() / 2;
  if (alignment & Qt::AlignBottom) at.ry() -= size.height();
  text.draw(painter, at + QPointF(0, text.ascent()), colour);
}

}  // namespace

void ComplexFrameItem::set_scale(const ComplexScale& scale) {
  if (scale == scale_) return;
  scale_ = scale;
  update();
}

void ComplexFrameItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->save();
  if (scale_.shape == ComplexScale::Shape::half_plane) {
    paint_half_plane(*painter);
    paint_ticks(*painter);
  } else {
    painter->setClipRect(map().area);
    paint_disc(*painter);
    paint_rings(*painter);
  }
  painter->restore();
}

void ComplexFrameItem::paint_half_plane(QPainter& painter) const {
  const QRectF& area = map().area;
  const QPointF origin = map().pixel({0, 0});
  QRectF stable = area;
  stable.setRight(std::clamp(origin.x(), area.left(), area.right()));
  painter.fillRect(stable, theme().good_soft);
  painter.setPen(QPen(theme().line2, 1));
  painter.drawLine(QPointF(area.left(), origin.y()), QPointF(area.right(), origin.y()));
  painter.setPen(QPen(theme().good, edge_width));
  painter.drawLine(QPointF(origin.x(), area.top()), QPointF(origin.x(), area.bottom()));
}

void ComplexFrameItem::paint_ticks(QPainter& painter) const {
  const PlotMap& m = map();
  const QRectF& area = m.area;
  painter.setPen(QPen(theme().line2, 1));
  painter.drawLine(area.bottomLeft(), area.bottomRight());
  painter.drawLine(area.topLeft(), area.bottomLeft());
  const double x_apart = numbers_apart_x_px / area.width() * (m.x_max - m.x_min);
  const double y_apart = numbers_apart_y_px / area.height() * (m.y_max - m.y_min);
  for (const ScaleTick& tick : axis_ticks(scale_, m.x_min, m.x_max, x_apart)) {
    const QPointF at(m.x_pixel(tick.place), area.bottom());
    painter.drawLine(at, at + QPointF(0, tick_px));
    draw_text(painter, tick.markup, number_px, at + QPointF(0, tick_px + gap_below_px),
              Qt::AlignHCenter | Qt::AlignTop, theme().ink3);
    painter.setPen(QPen(theme().line2, 1));
  }
  for (const ScaleTick& tick : axis_ticks(scale_, m.y_min, m.y_max, y_apart)) {
    const QPointF at(area.left(), m.y_pixel(tick.place));
    painter.drawLine(at, at - QPointF(tick_px, 0));
    draw_text(painter, tick.markup, number_px, at - QPointF(tick_px + gap_beside_px, 0),
              Qt::AlignRight | Qt::AlignVCenter, theme().ink3);
    painter.setPen(QPen(theme().line2, 1));
  }
}

void ComplexFrameItem::paint_disc(QPainter& painter) const {
  const QPointF centre = map().pixel({0, 0});
  const double radius = map().x_pixel(1) - centre.x();
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme().good_soft);
  painter.drawEllipse(centre, radius, radius);
  painter.setPen(QPen(theme().line2, 1));
  const double reach = map().x_pixel(std::min(map().x_max, map().y_max)) - centre.x();
  painter.drawLine(centre - QPointF(reach, 0), centre + QPointF(reach, 0));
  painter.drawLine(centre - QPointF(0, reach), centre + QPointF(0, reach));
}

void ComplexFrameItem::paint_rings(QPainter& painter) const {
  const QPointF centre = map().pixel({0, 0});
  const double px_per_unit = map().x_pixel(1) - centre.x();
  for (const ScaleTick& ring :
       ring_ticks(scale_, std::min(map().x_max, map().y_max), rings_apart_px / px_per_unit)) {
    const double radius = ring.place * px_per_unit;
    const bool is_edge = ring.place == 1;
    painter.setPen(is_edge ? QPen(theme().good, edge_width) : QPen(theme().line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(centre, radius, radius);
    draw_text(painter, ring.markup, ring_number_px, centre + QPointF(4, 1 - radius),
              Qt::AlignLeft | Qt::AlignTop, theme().ink3);
  }
}

void ComplexFrameItem::describe(figure::Plot& paper, const Theme& theme) const {
  const PlotMap& m = map();
  const auto add = [&](const char* series, const std::vector<QPointF>& points, const QPen& pen) {
    paper.elements.emplace_back(described_line(series, points, pen));
  };
  if (scale_.shape == ComplexScale::Shape::disc) return describe_disc(paper, theme);
  const double edge = std::clamp(0.0, m.x_min, m.x_max);
  paper.elements.emplace_back(figure::Spans{
      .name = "stable", .from = {m.x_min}, .to = {edge}, .colour = described(theme.good_soft)});
  add("real axis", {{m.x_min, 0}, {m.x_max, 0}}, QPen(theme.line2, 1));
  add("imaginary axis", {{0, m.y_min}, {0, m.y_max}}, QPen(theme.good, edge_width));
  const double x_apart = numbers_apart_x_px / m.area.width() * (m.x_max - m.x_min);
  const double y_apart = numbers_apart_y_px / m.area.height() * (m.y_max - m.y_min);
  paper.x.is_drawn = paper.y.is_drawn = true;
  paper.x.ticks = described_ticks(axis_ticks(scale_, m.x_min, m.x_max, x_apart));
  paper.y.ticks = described_ticks(axis_ticks(scale_, m.y_min, m.y_max, y_apart));
}

std::vector<figure::Tick> ComplexFrameItem::described_ticks(const std::vector<ScaleTick>& ticks) {
  std::vector<figure::Tick> made;
  for (const ScaleTick& tick : ticks) made.push_back({tick.place, tick.markup.toStdString()});
  return made;
}

void ComplexFrameItem::describe_disc(figure::Plot& paper, const Theme& theme) const {
  constexpr int corners = 180;
  const auto circle = [&](const char* series, double radius, const QPen& pen) {
    std::vector<QPointF> points;
    for (int k = 0; k <= corners; ++k)
      points.push_back(QPointF(std::cos(2 * std::numbers::pi * k / corners),
                               std::sin(2 * std::numbers::pi * k / corners)) *
                       radius);
    return described_line(series, points, pen);
  };
  figure::Line stable = circle("stable", 1, QPen(theme.good, edge_width));
  stable.fill = described(theme.good_soft);
  paper.elements.emplace_back(std::move(stable));
  const double reach = std::min(map().x_max, map().y_max);
  paper.elements.emplace_back(
      described_line("real axis", {{-reach, 0}, {reach, 0}}, QPen(theme.line2, 1)));
  paper.elements.emplace_back(
      described_line("imaginary axis", {{0, -reach}, {0, reach}}, QPen(theme.line2, 1)));
  const QPointF centre = map().pixel({0, 0});
  const double px_per_unit = map().x_pixel(1) - centre.x();
  for (const ScaleTick& ring : ring_ticks(scale_, reach, rings_apart_px / px_per_unit)) {
    if (ring.place != 1)
      paper.elements.emplace_back(circle("ring", ring.place, QPen(theme.line, 1)));
    paper.elements.emplace_back(figure::Text{.markup = ring.markup.toStdString(),
                                             .x = centre.x() + 4,
                                             .y = centre.y() + 1 - ring.place * px_per_unit,
                                             .across = -1,
                                             .down = -1,
                                             .size = ring_number_px,
                                             .colour = described(theme.ink3)});
  }
}

}  // namespace homeostat::ui
