#include "ui/plots/scatter_item.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "ui/figure/describe.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

constexpr double radius_px = 2.2, ghost_radius_px = 1.8;
constexpr double point_opacity = 0.5, ghost_opacity = 0.55, way_opacity = 0.5;
constexpr double line_px = 1.5;
constexpr double mark_px = 3.5, mark_line_px = 1.25;
constexpr double chosen_radius_px = 5, way_casing_px = 2, way_px = 1.5;

bool is_place(QPointF at) { return std::isfinite(at.x()) && std::isfinite(at.y()); }

/// A disc drawn once for each of sixteen places of its centre within a device pixel, and from then
/// on copied: drawing thousands of smooth discs would take longer than a frame.
class Stamp {
 public:
  Stamp(double radius, const QColor& colour) : reach_(static_cast<int>(std::ceil(radius)) + 1) {
    for (int place = 0; place < parts * parts; ++place) {
      QImage& disc = discs_.at(static_cast<std::size_t>(place));
      disc = QImage(2 * reach_ + 1, 2 * reach_ + 1, QImage::Format_ARGB32_Premultiplied);
      disc.fill(Qt::transparent);
      QPainter painter(&disc);
      painter.setRenderHint(QPainter::Antialiasing);
      painter.setPen(Qt::NoPen);
      painter.setBrush(colour);
      const QPointF within(place % parts, place / parts);
      painter.drawEllipse(QPointF(reach_, reach_) + (within + QPointF(0.5, 0.5)) / parts, radius,
                          radius);
    }
  }

  /// `at` in device pixels.
  void put(QPainter& painter, QPointF at) const {
    const QPoint pixel(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y())));
    const int column = static_cast<int>((at.x() - pixel.x()) * parts);
    const int row = static_cast<int>((at.y() - pixel.y()) * parts);
    painter.drawImage(pixel - QPoint(reach_, reach_),
                      discs_.at(static_cast<std::size_t>(row * parts + column)));
  }

 private:
  static constexpr int parts = 4;
  int reach_;
  std::array<QImage, parts * parts> discs_;
};

QPolygonF in_pixels(const QPolygonF& values, const PlotMap& map) {
  QPolygonF pixels;
  for (const QPointF value : values)
    pixels << QPointF(map.x_pixel(value.x()), map.clamped_y_pixel(value.y()));
  return pixels;
}

}  // namespace

ScatterItem::ScatterItem(PlotView& plot) : ImageItem(plot, layer::line) {}

void ScatterItem::set_points(std::vector<QPointF> points, int E_count) {
  points_ = std::move(points);
  E_count_ = std::min(static_cast<std::size_t>(std::max(E_count, 0)), points_.size());
  content_changed();
}

void ScatterItem::set_ghosts(std::vector<QPointF> points) {
  ghosts_ = std::move(points);
  content_changed();
}

void ScatterItem::set_lines(std::vector<Line> lines) {
  if (lines == lines_) return;
  lines_ = std::move(lines);
  update();
}

void ScatterItem::set_ways(std::vector<QPolygonF> ways) {
  ways_ = std::move(ways);
  content_changed();
}

void ScatterItem::set_highlighted(std::optional<int> cell) {
  if (cell == highlighted_) return;
  highlighted_ = cell;
  update();
}

void ScatterItem::set_selected(std::vector<int> cells) {
  if (cells == selected_) return;
  selected_ = std::move(cells);
  update();
}

void ScatterItem::set_treated(std::vector<int> lesioned, std::vector<int> driven) {
  if (lesioned == lesioned_ && driven == driven_) return;
  lesioned_ = std::move(lesioned);
  driven_ = std::move(driven);
  update();
}

std::vector<int> ScatterItem::cells_in(const QRectF& values) const {
  std::vector<int> cells;
  for (std::size_t cell = 0; cell < points_.size(); ++cell) {
    if (is_place(points_[cell]) && values.contains(points_[cell]))
      cells.push_back(static_cast<int>(cell));
  }
  return cells;
}

void ScatterItem::draw_marks(QPainter& painter) const {
  const auto for_each_place = [&](const std::vector<int>& cells, auto&& draw) {
    for (const int cell : cells) {
      const auto at = static_cast<std::size_t>(cell);
      if (at < points_.size() && is_place(points_[at])) draw(map().pixel(points_[at]));
    }
  };
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme().accent, mark_line_px));
  for (const int cell : selected_) {
    if (static_cast<std::size_t>(cell) < ways_.size())
      painter.drawPolyline(in_pixels(ways_[static_cast<std::size_t>(cell)], map()));
  }
  for_each_place(selected_, [&](QPointF at) { painter.drawEllipse(at, mark_px, mark_px); });
  painter.setPen(QPen(theme().warn, mark_line_px));
  for_each_place(driven_, [&](QPointF at) {
    painter.drawRect(QRectF(at.x() - mark_px, at.y() - mark_px, 2 * mark_px, 2 * mark_px));
  });
  painter.setPen(QPen(theme().ink, mark_line_px));
  for_each_place(lesioned_, [&](QPointF at) {
    painter.drawLine(at - QPointF(mark_px, mark_px), at + QPointF(mark_px, mark_px));
    painter.drawLine(at - QPointF(mark_px, -mark_px), at + QPointF(mark_px, -mark_px));
  });
}

std::optional<int> ScatterItem::cell_at(QPointF value, double reach_px) const {
  const QPointF at = map().pixel(value);
  std::optional<int> nearest;
  double nearest_px = reach_px;
  for (std::size_t cell = 0; cell < points_.size(); ++cell) {
    if (!is_place(points_[cell])) continue;
    const QPointF away = map().pixel(points_[cell]) - at;
    const double away_px = std::hypot(away.x(), away.y());
    if (away_px > nearest_px) continue;
    nearest_px = away_px;
    nearest = static_cast<int>(cell);
  }
  return nearest;
}

void ScatterItem::draw_image(QImage& image, double ratio) {
  image.setDevicePixelRatio(1);  // stamps are placed by device pixels
  {
    QPainter painter(&image);
    draw_ways(painter, ratio);
    const QRectF inside = map().area.adjusted(-radius_px, -radius_px, radius_px, radius_px);
    const auto put_all = [&](std::span<const QPointF> points, double radius, const QColor& colour) {
      if (points.empty()) return;
      const Stamp stamp(radius * ratio, colour);
      for (const QPointF value : points) {
        const QPointF at = map().pixel(value);
        if (is_place(value) && inside.contains(at))
          stamp.put(painter, (at - map().area.topLeft()) * ratio);
      }
    };
    const std::span<const QPointF> points(points_);
    put_all(ghosts_, ghost_radius_px, with_opacity(theme().ghost, ghost_opacity));
    put_all(points.first(E_count_), radius_px, with_opacity(theme().E, point_opacity));
    put_all(points.subspan(E_count_), radius_px, with_opacity(theme().I, point_opacity));
  }
  image.setDevicePixelRatio(ratio);
}

void ScatterItem::draw_lines(QPainter& painter) const {
  for (const Line& line : lines_) {
    const auto at = [&](double x) {
      return QPointF(map().x_pixel(x), map().y_pixel(line.slope * x + line.intercept));
    };
    painter.setPen(QPen(line.is_E ? theme().E : theme().I, line_px));
    painter.drawLine(at(map().x_min), at(map().x_max));
  }
}

/// In device pixels from the corner of the plot area.
void ScatterItem::draw_ways(QPainter& painter, double ratio) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(ratio, ratio);
  painter.translate(-map().area.topLeft());
  painter.setPen(QPen(with_opacity(theme().ghost, way_opacity), 1));
  for (const QPolygonF& way : ways_) painter.drawPolyline(in_pixels(way, map()));
  painter.restore();
}

void ScatterItem::draw_highlighted(QPainter& painter) const {
  const auto cell = static_cast<std::size_t>(*highlighted_);
  if (*highlighted_ < 0 || cell >= points_.size() || !is_place(points_[cell])) return;
  const QPointF at = map().pixel(points_[cell]);
  if (cell < ghosts_.size() && is_place(ghosts_[cell])) {
    const QPointF before = map().pixel(ghosts_[cell]);
    painter.setPen(QPen(theme().panel, way_px + 2 * way_casing_px));
    painter.drawLine(before, at);
    painter.setPen(QPen(theme().accent, way_px));
    painter.drawLine(before, at);
    painter.setBrush(theme().panel);
    painter.drawEllipse(before, ghost_radius_px + 1, ghost_radius_px + 1);
  }
  painter.setPen(QPen(theme().panel, way_casing_px));
  painter.setBrush(theme().accent);
  painter.drawEllipse(at, chosen_radius_px, chosen_radius_px);
}

void ScatterItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->save();
  painter->setClipRect(map().area.adjusted(-1, -1, 1, 1));
  draw_lines(*painter);
  paint_image(*painter);
  draw_marks(*painter);
  if (highlighted_) draw_highlighted(*painter);
  painter->restore();
}

void ScatterItem::describe(figure::Plot& paper, const Theme& theme) const {
  for (const Line& line : lines_) {
    const auto at = [&](double x) { return QPointF(x, line.slope * x + line.intercept); };
    paper.elements.emplace_back(described_line(line.is_E ? "balance of E" : "balance of I",
                                               {at(map().x_min), at(map().x_max)},
                                               QPen(line.is_E ? theme.E : theme.I, line_px)));
  }
  std::vector<QPointF> ways;
  for (const QPolygonF& way : ways_) {
    ways.insert(ways.end(), way.begin(), way.end());
    ways.emplace_back(no_value, no_value);
  }
  if (!ways.empty()) {
    paper.elements.emplace_back(
        described_line("ways", ways, QPen(with_opacity(theme.ghost, way_opacity), 1)));
  }
  const std::span<const QPointF> points(points_);
  const auto add = [&](const char* series, std::span<const QPointF> shown, double radius,
                       const QColor& colour) {
    figure::Dots dots{.name = series, .radius = radius, .colour = described(colour), .line = 0};
    for (const QPointF at : shown) {
      if (!is_place(at)) continue;
      dots.x.push_back(at.x());
      dots.y.push_back(at.y());
    }
    if (!dots.x.empty()) paper.elements.emplace_back(std::move(dots));
  };
  add("before", ghosts_, ghost_radius_px, with_opacity(theme.ghost, ghost_opacity));
  add("E", points.first(E_count_), radius_px, with_opacity(theme.E, point_opacity));
  add("I", points.subspan(E_count_), radius_px, with_opacity(theme.I, point_opacity));
}

}  // namespace homeostat::ui
