#include "ui/plots/path_item.h"

#include <QPainter>
#include <cmath>
#include <utility>

#include "ui/figure/describe.h"
#include "ui/plots/stroke.h"

namespace homeostat::ui {
PathItem::PathItem(PlotView& plot, PenOf pen) : PlotItem(plot, layer::line), pen_(std::move(pen)) {}

void PathItem::set_points(std::vector<QPointF> points) {
  points_ = std::move(points);
  is_stale_ = true;
  update();
}

void PathItem::plot_changed() {
  is_stale_ = true;
  PlotItem::plot_changed();
}

void PathItem::rebuild() {
  is_stale_ = false;
  lines_.clear();
  const QRectF reach = map().area.adjusted(-map().area.width(), -map().area.height(),
                                           map().area.width(), map().area.height());
  QPolygonF line;
  QPointF skipped;
  bool has_skipped = false;
  const auto finish_line = [&] {
    if (has_skipped) line.append(skipped);
    if (line.size() > 1) lines_.push_back(line);
    line.clear();
    has_skipped = false;
  };
  for (const QPointF point : points_) {
    QPointF at = map().pixel(point);
    if (std::isnan(at.x()) || std::isnan(at.y())) {
      finish_line();
      continue;
    }
    at = {std::clamp(at.x(), reach.left(), reach.right()),
          std::clamp(at.y(), reach.top(), reach.bottom())};
    has_skipped = !line.isEmpty() && (at - line.last()).manhattanLength() < grain_px_;
    skipped = at;
    if (!has_skipped) line.append(at);
  }
  finish_line();
}

void PathItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (is_stale_) rebuild();
  painter->save();
  painter->setClipRect(map().area.adjusted(-1, -1, 1, 1));
  if (casing_) {
    for (const QPolygonF& line : lines_) stroke(*painter, line, casing_(theme()));
  }
  for (const QPolygonF& line : lines_) stroke(*painter, line, pen_(theme()));
  painter->restore();
}

void PathItem::describe(figure::Plot& paper, const Theme& theme) const {
  if (points_.empty()) return;
  figure::Line line = described_line(name(), points_, pen_(theme));
  if (casing_) line.casing = described(casing_(theme));
  paper.elements.emplace_back(std::move(line));
}

}  // namespace homeostat::ui
