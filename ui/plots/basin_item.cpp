#include "ui/plots/basin_item.h"

#include <QLineF>
#include <QPainter>
#include <QVector>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "ui/figure/describe.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

constexpr double pale = 0.35;

/// Fractional column or row of a value along one side of the grid.
double place(double value, double low, double high, int count) {
  return count > 1 ? (value - low) / (high - low) * (count - 1) : 0;
}

int nearest(double at, int count) {
  const double rounded = std::round(at);
  return rounded >= 0 && rounded < count ? static_cast<int>(rounded) : -1;
}

std::size_t index_of(CellPlace cell, int columns) {
  return static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(columns) +
         static_cast<std::size_t>(cell.column);
}

}  // namespace

BasinItem::BasinItem(PlotView& plot) : PlotItem(plot, layer::fill) {}

void BasinItem::set_map(std::shared_ptr<const lab::JudgedBasin> basin) {
  basin_ = std::move(basin);
  is_stale_ = true;
  update();
}

void BasinItem::set_out_of_date(bool is_out_of_date) {
  if (is_out_of_date == is_out_of_date_) return;
  is_out_of_date_ = is_out_of_date;
  update();
}

void BasinItem::set_outlines(bool are_shown) {
  are_outlined_ = are_shown;
  update();
}

void BasinItem::set_chosen(std::optional<CellPlace> cell) {
  chosen_ = cell;
  update();
}

void BasinItem::plot_changed() {
  is_stale_ = true;
  PlotItem::plot_changed();
}

std::optional<CellPlace> BasinItem::cell_at(QPointF value) const {
  if (!basin_ || !basin_->map.question) return {};
  const ei::PlaneGrid& grid = basin_->map.question->grid;
  const CellPlace cell{nearest(place(value.x(), grid.W_EE_min, grid.W_EE_max, grid.nx), grid.nx),
                       nearest(place(value.y(), grid.W_IE_min, grid.W_IE_max, grid.ny), grid.ny)};
  return cell.column >= 0 && cell.row >= 0 ? std::optional(cell) : std::nullopt;
}

QRectF BasinItem::cell_rect(CellPlace cell) const {
  const ei::PlaneGrid& grid = basin_->map.question->grid;
  const QPointF low = map().pixel({grid.W_EE_at(cell.column - 0.5), grid.W_IE_at(cell.row - 0.5)});
  const QPointF high = map().pixel({grid.W_EE_at(cell.column + 0.5), grid.W_IE_at(cell.row + 0.5)});
  return QRectF(QPointF(low.x(), high.y()), QPointF(high.x(), low.y()));
}

/// Pixel by pixel, so that cells stay sharp and patterns keep their size however near one looks.
void BasinItem::rebuild() {
  is_stale_ = false;
  const double ratio = plot().devicePixelRatioF();
  const QSize size = (map().area.size() * ratio).toSize();
  image_ = QImage(size, QImage::Format_ARGB32_Premultiplied);
  image_.setDevicePixelRatio(ratio);
  image_.fill(Qt::transparent);
  const lab::BasinMap& basin = basin_->map;
  const ei::PlaneGrid& grid = basin.question->grid;
  std::vector<const lab::BasinCell*> shown(basin.cells.size());
  for (int row = 0; row < grid.ny; ++row) {
    for (int column = 0; column < grid.nx; ++column)
      shown[index_of({column, row}, grid.nx)] = basin.nearest_finished(column, row);
  }
  const bool are_shares = basin.question->is_noisy && basin.question->seeds > 1;
  for (int y = 0; y < size.height(); ++y) {
    const double py = y / ratio;
    const double W_IE = map().y_value(map().area.top() + py);
    const int row = nearest(place(W_IE, grid.W_IE_min, grid.W_IE_max, grid.ny), grid.ny);
    if (row < 0) continue;
    auto* pixels = reinterpret_cast<QRgb*>(image_.scanLine(y));
    for (int x = 0; x < size.width(); ++x) {
      const double px = x / ratio;
      const double W_EE = map().x_value(map().area.left() + px);
      const int column = nearest(place(W_EE, grid.W_EE_min, grid.W_EE_max, grid.nx), grid.nx);
      if (column < 0) continue;
      const lab::BasinCell* cell = shown[index_of({column, row}, grid.nx)];
      const CellKind kind = cell ? cell_kind(*cell) : CellKind::not_started;
      QColor colour = cell_colour(theme(), kind, px, py);
      if (are_shares && cell && cell->seeds_done > 0) {
        const double share = static_cast<double>(cell->seeds_converged) / cell->seeds_done;
        const QColor full = cell_colour(theme(), CellKind::converged, 0, 0);
        const QColor empty = cell_colour(theme(), CellKind::silent, 0, 0);
        const auto mix = [share](int a, int b) { return qRound(a + (b - a) * share); };
        colour = QColor(mix(empty.red(), full.red()), mix(empty.green(), full.green()),
                        mix(empty.blue(), full.blue()));
      }
      pixels[x] = colour.rgb();
    }
  }
}

QVector<QLineF> BasinItem::outlines() const {
  const ei::PlaneGrid& grid = basin_->map.question->grid;
  const auto differs = [&](int column, int row) {
    return column >= 0 && row >= 0 && column < grid.nx && row < grid.ny &&
           basin_->disagrees(index_of({column, row}, grid.nx));
  };
  QVector<QLineF> edges;
  for (int row = 0; row < grid.ny; ++row) {
    for (int column = 0; column < grid.nx; ++column) {
      if (!differs(column, row)) continue;
      const QRectF box = cell_rect({column, row});
      if (!differs(column - 1, row)) edges.emplace_back(box.topLeft(), box.bottomLeft());
      if (!differs(column + 1, row)) edges.emplace_back(box.topRight(), box.bottomRight());
      if (!differs(column, row - 1)) edges.emplace_back(box.bottomLeft(), box.bottomRight());
      if (!differs(column, row + 1)) edges.emplace_back(box.topLeft(), box.topRight());
    }
  }
  return edges;
}

void BasinItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (!basin_ || !basin_->map.question) return;
  if (is_stale_) rebuild();
  painter->save();
  painter->setClipRect(map().area);
  painter->setOpacity(is_out_of_date_ ? pale : 1);
  painter->drawImage(map().area.topLeft(), image_);
  if (are_outlined_) {
    painter->setPen(QPen(theme().ink, 1.5));
    painter->drawLines(outlines());
  }
  if (chosen_) {
    painter->setPen(QPen(theme().accent, 2.5));
    painter->drawRect(cell_rect(*chosen_));
  }
  painter->restore();
}

void BasinItem::describe(figure::Plot& paper, const Theme& theme) const {
  if (!basin_ || !basin_->map.question) return;
  const lab::BasinMap& basin = basin_->map;
  const ei::PlaneGrid& grid = basin.question->grid;
  const bool are_shares = basin.question->is_noisy && basin.question->seeds > 1;
  figure::Cells cells{.name = are_shares ? "share of runs that converged" : "outcome",
                      .columns = grid.nx,
                      .rows = grid.ny,
                      .x_low = grid.W_EE_at(-0.5),
                      .x_high = grid.W_EE_at(grid.nx - 0.5),
                      .y_low = grid.W_IE_at(-0.5),
                      .y_high = grid.W_IE_at(grid.ny - 0.5)};
  for (int row = 0; row < grid.ny; ++row) {
    for (int column = 0; column < grid.nx; ++column) {
      const lab::BasinCell* cell = basin.nearest_finished(column, row);
      const bool has_share = cell != nullptr && cell->seeds_done > 0;
      const double share = has_share ? static_cast<double>(cell->seeds_converged) / cell->seeds_done
                                     : std::numeric_limits<double>::quiet_NaN();
      cells.values.push_back(
          are_shares ? share
                     : static_cast<double>(cell ? cell_kind(*cell) : CellKind::not_started));
    }
  }
  if (are_shares) {
    cells.scale = figure::ColourScale{
        .colours = {described(cell_colour(theme, CellKind::silent, 0.3, 0.3)),
                    described(cell_colour(theme, CellKind::converged, 0.3, 0.3))}};
  } else {
    for (std::size_t k = 0; k < cell_kind_count; ++k)
      cells.kinds.push_back(described_kind(theme, static_cast<CellKind>(k)));
  }
  paper.elements.emplace_back(std::move(cells));
  if (are_outlined_) describe_outlines(paper, theme);
}

void BasinItem::describe_outlines(figure::Plot& paper, const Theme& theme) const {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<QPointF> points;
  for (const QLineF& edge : outlines()) {
    points.insert(points.end(), {map().value(edge.p1()), map().value(edge.p2()), {nan, nan}});
  }
  if (points.empty()) return;
  QPen pen(theme.ink, 1.5);
  paper.elements.emplace_back(described_line("not as the analysis says", points, pen));
}

}  // namespace homeostat::ui
