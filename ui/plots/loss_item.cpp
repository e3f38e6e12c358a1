#include "ui/plots/loss_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/math/contour.h"
#include "ui/figure/describe.h"
#include "ui/plots/label_item.h"
#include "ui/plots/path_item.h"
#include "ui/plots/plot_view.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

/// From here to there, in powers of ten of Hz^2, the tone goes from none to full.
constexpr double lightest = -2, darkest = 3.3;
constexpr double full_tone = 0.62;

QPen level_pen(const Theme& t) { return {with_opacity(t.neural_edge, 0.8), 1}; }

std::vector<QPointF> line_at(const ei::LossMap& map, double level) {
  std::vector<float> above;
  above.reserve(map.loss.size());
  // In powers of ten the loss is nearly straight between samples.
  for (const float loss : map.loss)
    above.push_back(static_cast<float>(std::log10(std::max(loss, 1e-12F)) - std::log10(level)));
  std::vector<QPointF> points;
  for (const math::Contour& line : math::zero_contours(above, map.grid.nx, map.grid.ny)) {
    for (const math::GridPoint& at : line)
      points.emplace_back(map.grid.W_EE_at(at.column), map.grid.W_IE_at(at.row));
    points.emplace_back(no_value, no_value);
  }
  return points;
}

}  // namespace

LossItem::LossItem(PlotView& plot) : PlotItem(plot, layer::fill), view_(plot) {
  for (const double level : levels) {
    lines_.push_back(new PathItem(plot, level_pen));
    names_.push_back(&plot.add_label([](const Theme& t) { return t.neural_text; }, 11));
    names_.back()->set_text(QString::number(level));
    names_.back()->setVisible(false);
  }
}

void LossItem::set_map(std::shared_ptr<const ei::LossMap> map) {
  loss_ = std::move(map);
  for (std::size_t k = 0; k < levels.size(); ++k)
    lines_[k]->set_points(loss_ ? line_at(*loss_, levels[k]) : std::vector<QPointF>{});
  is_stale_ = true;
  update();
}

const std::vector<QPointF>& LossItem::level_line(std::size_t k) const {
  return lines_[k]->points();
}

void LossItem::place_names(std::vector<QRectF>& taken) {
  for (std::size_t k = 0; k < levels.size(); ++k) {
    std::vector<QPointF> pixels;
    for (const QPointF at : lines_[k]->points()) {
      if (!std::isnan(at.x())) pixels.push_back(map().pixel(at));
    }
    const double height =
        map().area.top() + (0.25 + 0.15 * static_cast<double>(k)) * map().area.height();
    const auto centre = place_beside_line(map().area, names_[k]->size(), pixels, taken, height);
    names_[k]->setVisible(centre.has_value());
    if (!centre) continue;
    names_[k]->set_pixel(*centre, Qt::AlignHCenter | Qt::AlignVCenter);
    taken.push_back(names_[k]->text_rect());
  }
}

void LossItem::plot_changed() {
  is_stale_ = true;
  PlotItem::plot_changed();
}

void LossItem::rebuild() {
  is_stale_ = false;
  const ei::PlaneGrid& grid = loss_->grid;
  image_ = QImage(grid.nx, grid.ny, QImage::Format_RGB32);
  const QColor low = theme().panel, high = theme().neural_edge;
  for (int row = 0; row < grid.ny; ++row) {
    auto* pixels = reinterpret_cast<QRgb*>(image_.scanLine(grid.ny - 1 - row));
    for (int column = 0; column < grid.nx; ++column) {
      const double loss = static_cast<double>(
          loss_->loss[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.nx) +
                      static_cast<std::size_t>(column)]);
      const double tone = (std::log10(std::max(loss, 1e-12)) - lightest) / (darkest - lightest);
      pixels[column] = std::isnan(loss)
                           ? theme().sunken.rgb()
                           : mixed(low, high, full_tone * std::clamp(tone, 0.0, 1.0)).rgb();
    }
  }
}

void LossItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (!loss_) return;
  if (is_stale_) rebuild();
  const ei::PlaneGrid& grid = loss_->grid;
  // A sample stands in the middle of its pixel.
  const double half_x = (grid.W_EE_max - grid.W_EE_min) / (grid.nx - 1) / 2;
  const double half_y = (grid.W_IE_max - grid.W_IE_min) / (grid.ny - 1) / 2;
  const QPointF top_left = map().pixel({grid.W_EE_min - half_x, grid.W_IE_max + half_y});
  const QPointF bottom_right = map().pixel({grid.W_EE_max + half_x, grid.W_IE_min - half_y});
  painter->save();
  painter->setClipRect(map().area);
  painter->setRenderHint(QPainter::SmoothPixmapTransform);
  painter->drawImage(QRectF(top_left, bottom_right), image_);
  painter->restore();
}

void LossItem::describe(figure::Plot& paper, const Theme& theme) const {
  if (!loss_) return;
  const ei::PlaneGrid& grid = loss_->grid;
  const double half_x = (grid.W_EE_max - grid.W_EE_min) / (grid.nx - 1) / 2;
  const double half_y = (grid.W_IE_max - grid.W_IE_min) / (grid.ny - 1) / 2;
  figure::Cells cells{.name = "log10 of the loss (Hz^2)",
                      .columns = grid.nx,
                      .rows = grid.ny,
                      .x_low = grid.W_EE_min - half_x,
                      .x_high = grid.W_EE_max + half_x,
                      .y_low = grid.W_IE_min - half_y,
                      .y_high = grid.W_IE_max + half_y,
                      .is_smooth = true};
  for (const float loss : loss_->loss)
    cells.values.push_back(std::log10(std::max(double{loss}, 1e-12)));
  const QColor darkest_colour(mixed(theme.panel, theme.neural_edge, full_tone));
  cells.scale = figure::ColourScale{.low = lightest,
                                    .high = darkest,
                                    .colours = {described(theme.panel), described(darkest_colour)},
                                    .missing = described(theme.sunken)};
  paper.elements.emplace_back(std::move(cells));
}

}  // namespace homeostat::ui
