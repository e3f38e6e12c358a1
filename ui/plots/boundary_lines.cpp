#include "ui/plots/boundary_lines.h"

#include <QLineF>
#include <cmath>

#include "ui/plots/path_item.h"
#include "ui/plots/place_names.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

/// Names look for room in steps along their line.
constexpr double step_px = 8;
/// Room a line takes from other names.
constexpr double reach_px = 3;
constexpr int name_pixels = 11;
/// Where names stand at first, from the top: apart from each other.
constexpr std::array<double, boundary_count> first_heights{0.30, 0.85, 0.5,  0.85,
                                                           0.06, 0.45, 0.65, 0.15};

std::vector<QPointF> points_of(const ei::Boundary& boundary) {
  std::vector<QPointF> points;
  for (const auto& line : boundary.lines) {
    for (const ei::PlanePoint& at : line) points.emplace_back(at.W_EE, at.W_IE);
    points.emplace_back(no_value, no_value);
  }
  return points;
}

}  // namespace

BoundaryLines::BoundaryLines(PlotView& plot) : plot_(plot) {
  for (const BoundaryStyle& style : boundary_styles()) {
    auto* path = new PathItem(plot, style.pen);
    LabelItem& label = plot.add_label(style.text, name_pixels);
    label.set_text(style.name);
    path->setVisible(false);
    label.setVisible(false);
    lines_.push_back({path, &label, first_heights[index_of(style.kind)]});
  }
}

void BoundaryLines::set_boundaries(const std::vector<ei::Boundary>& boundaries) {
  std::array<std::vector<QPointF>, boundary_count> points;
  for (const ei::Boundary& boundary : boundaries)
    points[index_of(boundary.kind)] = points_of(boundary);
  for (std::size_t k = 0; k < boundary_count; ++k) lines_[k].path->set_points(std::move(points[k]));
}

void BoundaryLines::set_shown(BoundarySet shown) {
  shown_ = shown;
  for (std::size_t k = 0; k < boundary_count; ++k) lines_[k].path->setVisible(shown[k]);
}

std::vector<QPointF> BoundaryLines::pixels(const Line& line) const {
  const PlotMap& map = plot_.map();
  const std::vector<QPointF>& points = line.path->points();
  std::vector<QPointF> along;
  for (std::size_t k = 1; k < points.size(); ++k) {
    const QLineF piece(map.pixel(points[k - 1]), map.pixel(points[k]));
    const double length = piece.length();
    if (std::isnan(length)) continue;
    for (double at = 0; at < length; at += step_px) {
      const QPointF pixel = piece.pointAt(at / length);
      if (map.area.contains(pixel)) along.push_back(pixel);
    }
  }
  return along;
}

void BoundaryLines::place_names(std::vector<QRectF>& taken) {
  const QRectF& area = plot_.map().area;
  std::vector<std::vector<QPointF>> along;
  for (const Line& line : lines_) {
    along.push_back(line.path->isVisible() ? pixels(line) : std::vector<QPointF>());
  }
  for (std::size_t k = 0; k < lines_.size(); ++k) {
    Line& line = lines_[k];
    std::vector<QRectF> occupied = taken;
    for (std::size_t other = 0; other < lines_.size(); ++other) {
      if (other == k) continue;
      for (const QPointF at : along[other]) occupied.push_back(around(at, reach_px));
    }
    const auto centre = place_beside_line(area, line.label->size(), along[k], occupied,
                                          area.top() + line.height * area.height());
    line.has_room = centre.has_value();
    line.label->setVisible(line.has_room);
    if (!centre) continue;
    line.label->set_value(plot_.map().value(*centre), {}, Qt::AlignHCenter | Qt::AlignVCenter);
    line.height = (centre->y() - area.top()) / area.height();
    taken.push_back(line.label->text_rect());
  }
  for (const auto& line : along) {
    for (const QPointF at : line) taken.push_back(around(at, reach_px));
  }
}

void BoundaryLines::follow() {
  for (const Line& line : lines_)
    line.label->setVisible(line.has_room && plot_.map().area.contains(line.label->text_rect()));
}

const std::vector<QPointF>& BoundaryLines::points(ei::BoundaryKind kind) const {
  return lines_[index_of(kind)].path->points();
}

QStringList BoundaryLines::names() const {
  QStringList names;
  for (const Line& line : lines_) {
    if (line.label->isVisible()) names << line.label->text();
  }
  return names;
}

}  // namespace homeostat::ui
