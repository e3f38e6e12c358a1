#include "ui/plots/histogram_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/figure/describe.h"
#include "ui/plots/device_image.h"
#include "ui/plots/stroke.h"

namespace homeostat::ui {
namespace {

constexpr float bar_opacity = 0.22F;
/// Narrower bars stand without a gap, wider ones with one.
constexpr double wide_bar_px = 7, gap_px = 1;

}  // namespace

HistogramItem::HistogramItem(PlotView& plot, PenOf pen, Style style)
    : PlotItem(plot, layer::line), pen_(std::move(pen)), style_(style) {}

void HistogramItem::set_counts(std::span<const double> counts, double first, double width) {
  counts_.assign(counts.begin(), counts.end());
  for (double& count : counts_) count = count > 0 ? count : 0;
  first_ = first;
  width_ = width;
  update();
}

void HistogramItem::set_set_point(std::optional<double> x) {
  if (x == set_point_) return;
  set_point_ = x;
  update();
}

std::optional<double> HistogramItem::value_at(double x) const {
  const double bin = std::floor((x - first_) / width_);
  if (!(bin >= 0 && bin < static_cast<double>(counts_.size()))) return {};
  return counts_[static_cast<std::size_t>(bin)];
}

double HistogramItem::highest() const {
  return counts_.empty() ? 0 : *std::ranges::max_element(counts_);
}

std::vector<QPolygonF> HistogramItem::outlines() const {
  std::vector<QPolygonF> lines;
  double before = 0;
  for (std::size_t k = 0; k <= counts_.size(); ++k) {
    const double count = k < counts_.size() ? counts_[k] : 0;
    if (count != before) {
      if (before == 0) lines.emplace_back();
      const double x = map().x_pixel(edge(k));
      lines.back().append({x, map().clamped_y_pixel(before)});
      lines.back().append({x, map().clamped_y_pixel(count)});
    }
    before = count;
  }
  return lines;
}

void HistogramItem::draw_bars(QPainter& painter, const QColor& colour) const {
  QColor tone = colour;
  tone.setAlphaF(bar_opacity);
  const double bar_px = map().x_pixel(width_) - map().x_pixel(0);
  const double gap = bar_px > wide_bar_px ? gap_px : 0;
  const double ratio = pixel_ratio(painter);
  // Neighbours end on the same pixel, so that no line shows between them.
  const auto snapped = [ratio](double px) { return std::round(px * ratio) / ratio; };
  const double base = map().clamped_y_pixel(0);
  for (std::size_t k = 0; k < counts_.size(); ++k) {
    if (!(counts_[k] > 0)) continue;
    const double left = snapped(map().x_pixel(edge(k)));
    const double right = snapped(map().x_pixel(edge(k + 1))) - gap;
    const double top = map().clamped_y_pixel(counts_[k]);
    painter.fillRect(QRectF(left, top, right - left, base - top), tone);
  }
}

void HistogramItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const QPen line = pen_(theme());
  painter->save();
  painter->setClipRect(map().area.adjusted(-1, -1, 1, 1));
  if (style_ == Style::bars) draw_bars(*painter, line.color());
  QPen pen = line;
  pen.setJoinStyle(Qt::MiterJoin);
  for (const QPolygonF& steps : outlines()) stroke(*painter, steps, pen);
  if (set_point_) {
    const double x = map().x_pixel(*set_point_);
    painter->setPen(theme().setpoint_pen(line.color()));
    painter->drawLine(QPointF(x, map().area.bottom()), QPointF(x, map().area.top()));
  }
  painter->restore();
}

void HistogramItem::describe(figure::Plot& paper, const Theme& theme) const {
  QPen pen = pen_(theme);
  pen.setJoinStyle(Qt::MiterJoin);
  figure::Line steps;
  steps.name = name();
  steps.stroke = described(pen);
  if (style_ == Style::bars) {
    steps.fill = described(pen.color());
    steps.fill->opacity = static_cast<double>(bar_opacity);
  }
  double before = 0;
  for (std::size_t k = 0; k <= counts_.size() && !counts_.empty(); ++k) {
    const double count = k < counts_.size() ? counts_[k] : 0;
    for (const double y : {before, count}) {
      steps.x.push_back(edge(k));
      steps.y.push_back(y);
    }
    before = count;
  }
  if (!counts_.empty()) paper.elements.emplace_back(std::move(steps));
  if (!set_point_) return;
  paper.elements.emplace_back(
      described_line(name() + " setpoint", {{*set_point_, map().y_min}, {*set_point_, map().y_max}},
                     theme.setpoint_pen(pen.color())));
}

}  // namespace homeostat::ui
