#include "ui/plots/region_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "ui/figure/describe.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

constexpr double hatch_spacing_px = 7;
constexpr double hatch_width_px = 1.3;
constexpr double hatch_opacity_rule = 0.28;
constexpr double hatch_opacity_both = 0.3;

QRgb mixed(const QColor& under, const QColor& over, double opacity) {
  const auto mix = [opacity](int a, int b) { return qRound(a + (b - a) * opacity); };
  return qRgb(mix(under.red(), over.red()), mix(under.green(), over.green()),
              mix(under.blue(), over.blue()));
}

/// Neighbouring pixels between the same two samples.
struct Stretch {
  std::size_t sample, from, to;
};

std::vector<Stretch> stretches_of(const std::vector<Between>& columns) {
  std::vector<Stretch> stretches;
  for (std::size_t x = 0; x < columns.size(); ++x) {
    const std::size_t sample = columns[x].lower;
    if (stretches.empty() || stretches.back().sample != sample) stretches.push_back({sample, x, x});
    stretches.back().to = x + 1;
  }
  return stretches;
}

}  // namespace

/// Where the pixel columns of the image lie between the samples.
struct RegionItem::Columns {
  std::vector<Between> places;
  std::vector<Stretch> stretches;
};

RegionItem::RegionItem(PlotView& plot) : PlotItem(plot, layer::fill) {}

void RegionItem::set_levels(const PlaneLevels* levels) {
  levels_ = levels;
  is_stale_ = true;
  update();
}

void RegionItem::plot_changed() {
  is_stale_ = true;
  PlotItem::plot_changed();
}

RegionItem::Palette RegionItem::colours(int diagonals, double ratio) const {
  const Theme& t = theme();
  const std::array<QColor, 4> fill{t.panel, t.neural, t.rule, t.both};
  const std::array<double, 4> opacity{0, 0, hatch_opacity_rule, hatch_opacity_both};
  Palette palette;
  for (std::size_t region = 0; region < palette.size(); ++region) {
    palette[region].resize(static_cast<std::size_t>(diagonals));
    for (int k = 0; k < diagonals; ++k) {
      const double across = k / (std::numbers::sqrt2 * ratio);
      const double distance = std::abs(std::remainder(across, hatch_spacing_px));
      const double cover = std::clamp((hatch_width_px / 2 - distance) * ratio + 0.5, 0.0, 1.0);
      palette[region][static_cast<std::size_t>(k)] =
          mixed(fill[region], t.hatch, cover * opacity[region]);
    }
  }
  return palette;
}

void RegionItem::rebuild() {
  is_stale_ = false;
  const double ratio = plot().devicePixelRatioF();
  const QSize size = (map().area.size() * ratio).toSize();
  image_ = QImage(size, QImage::Format_RGB32);
  image_.setDevicePixelRatio(ratio);
  const Palette palette = colours(size.width() + size.height(), ratio);
  Columns columns;
  for (int x = 0; x < size.width(); ++x) {
    const double W_EE = map().x_value(map().area.left() + (x + 0.5) / ratio);
    columns.places.push_back(levels_->column(W_EE));
  }
  columns.stretches = stretches_of(columns.places);
  PlaneLevels::Line line;
  for (int y = 0; y < size.height(); ++y) {
    const double W_IE = map().y_value(map().area.top() + (y + 0.5) / ratio);
    levels_->fill(line, levels_->row(W_IE));
    paint_row(y, line, columns, palette);
  }
}

void RegionItem::paint_row(int y, const PlaneLevels::Line& line, const Columns& columns,
                           const Palette& palette) {
  auto* pixels = reinterpret_cast<QRgb*>(image_.scanLine(y));
  const auto fill = [&](std::size_t from, std::size_t to, PlaneRegion region) {
    const QRgb* hatched = palette[static_cast<std::size_t>(region)].data() + y;
    std::copy(hatched + from, hatched + to, pixels + from);
  };
  for (const auto& [sample, from, to] : columns.stretches) {
    if (line.is_one_from(sample)) {
      fill(from, to, line.at_sample(sample));
      continue;
    }
    for (std::size_t x = from; x < to; ++x) fill(x, x + 1, line.at(columns.places[x]));
  }
}

void RegionItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (levels_ == nullptr) return;
  if (is_stale_) rebuild();
  painter->drawImage(map().area, image_);
}

void RegionItem::describe(figure::Plot& paper, const Theme& theme) const {
  if (levels_ == nullptr) return;
  constexpr int side = 256;
  figure::Cells cells{.name = "region (0 neither; 1 neurons stable; 2 rule stable; 3 both)",
                      .columns = side,
                      .rows = side,
                      .x_low = map().x_min,
                      .x_high = map().x_max,
                      .y_low = map().y_min,
                      .y_high = map().y_max};
  const auto hatch = [&](double opacity) {
    figure::Stroke made = described(QPen(theme.hatch, hatch_width_px));
    made.colour.opacity = opacity;
    return made;
  };
  using Hatch = figure::CellKind::Hatch;
  // In the order of PlaneRegion.
  cells.kinds = {{{}, described(theme.panel)},
                 {{}, described(theme.neural)},
                 {{},
                  described(theme.rule),
                  Hatch::rising,
                  hatch(hatch_opacity_rule),
                  hatch_spacing_px * std::numbers::sqrt2},
                 {{},
                  described(theme.both),
                  Hatch::rising,
                  hatch(hatch_opacity_both),
                  hatch_spacing_px * std::numbers::sqrt2}};
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      const QPointF at(map().x_min + (column + 0.5) / side * (map().x_max - map().x_min),
                       map().y_min + (row + 0.5) / side * (map().y_max - map().y_min));
      cells.values.push_back(static_cast<double>(levels_->at(at)));
    }
  }
  paper.elements.emplace_back(std::move(cells));
}

}  // namespace homeostat::ui
