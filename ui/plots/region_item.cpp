#include "ui/plots/region_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

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

/// A place between two neighbouring samples.
struct Between {
  std::size_t lower;
  float part;
};

Between between(double at, int count) {
  const int lower = std::clamp(static_cast<int>(at), 0, count - 2);
  return {static_cast<std::size_t>(lower), static_cast<float>(at - lower)};
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

float mix(float a, float b, float part) { return a + (b - a) * part; }

/// One line of samples at a fractional row of the grid.
void row_at(const std::vector<float>& level, int nx, Between row, std::vector<float>& line) {
  const auto width = static_cast<std::size_t>(nx);
  line.resize(width);
  const float* below = level.data() + row.lower * width;
  for (std::size_t k = 0; k < width; ++k) line[k] = mix(below[k], below[k + width], row.part);
}

PlaneRegion region_of(float neural, float rule) {
  return static_cast<PlaneRegion>((neural > 0 ? 1 : 0) + (rule > 0 ? 2 : 0));
}

}  // namespace

double RegionLevels::column(double W_EE) const {
  const ei::PlaneGrid& grid = regions_.grid;
  const double part = (W_EE - grid.W_EE_min) / (grid.W_EE_max - grid.W_EE_min);
  return std::clamp(part, 0.0, 1.0) * (grid.nx - 1);
}

double RegionLevels::row(double W_IE) const {
  const ei::PlaneGrid& grid = regions_.grid;
  const double part = (W_IE - grid.W_IE_min) / (grid.W_IE_max - grid.W_IE_min);
  return std::clamp(part, 0.0, 1.0) * (grid.ny - 1);
}

PlaneRegion RegionLevels::at(double W_EE, double W_IE) const {
  const Between c = between(column(W_EE), regions_.grid.nx);
  const Between r = between(row(W_IE), regions_.grid.ny);
  const auto width = static_cast<std::size_t>(regions_.grid.nx);
  const std::size_t k = r.lower * width + c.lower;
  const auto value = [&](const std::vector<float>& level) {
    return mix(mix(level[k], level[k + 1], c.part),
               mix(level[k + width], level[k + width + 1], c.part), r.part);
  };
  return region_of(value(regions_.neural_level), value(regions_.rule_level));
}

RegionItem::RegionItem(PlotView& plot) : PlotItem(plot, layer::fill) {}

void RegionItem::set_levels(const RegionLevels* levels) {
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
  const ei::RegionMap& regions = levels_->map();
  std::vector<Between> columns;
  for (int x = 0; x < size.width(); ++x) {
    const double W_EE = map().x_value(map().area.left() + (x + 0.5) / ratio);
    columns.push_back(between(levels_->column(W_EE), regions.grid.nx));
  }
  const std::vector<Stretch> stretches = stretches_of(columns);
  std::vector<float> neural, rule;
  for (int y = 0; y < size.height(); ++y) {
    const double W_IE = map().y_value(map().area.top() + (y + 0.5) / ratio);
    const Between row = between(levels_->row(W_IE), regions.grid.ny);
    row_at(regions.neural_level, regions.grid.nx, row, neural);
    row_at(regions.rule_level, regions.grid.nx, row, rule);
    auto* pixels = reinterpret_cast<QRgb*>(image_.scanLine(y));
    const auto paint = [&](std::size_t from, std::size_t to, PlaneRegion region) {
      const QRgb* hatched = palette[static_cast<std::size_t>(region)].data() + y;
      std::copy(hatched + from, hatched + to, pixels + from);
    };
    for (const auto& [k, from, to] : stretches) {
      const PlaneRegion region = region_of(neural[k], rule[k]);
      // Linear in between: what holds at both ends holds all along.
      if (region == region_of(neural[k + 1], rule[k + 1])) {
        paint(from, to, region);
        continue;
      }
      for (std::size_t x = from; x < to; ++x) {
        const float part = columns[x].part;
        paint(x, x + 1,
              region_of(mix(neural[k], neural[k + 1], part), mix(rule[k], rule[k + 1], part)));
      }
    }
  }
}

void RegionItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (levels_ == nullptr) return;
  if (is_stale_) rebuild();
  painter->drawImage(map().area, image_);
}

}  // namespace homeostat::ui
