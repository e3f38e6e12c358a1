#include "ui/plots/curve_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/figure/describe.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/stroke.h"

namespace homeostat::ui {
namespace {

/// A stretch is noisy when it is taller than this, in pixels, within one column.
constexpr double noisy_px = 1.0;
constexpr double straight_px = 0.15;
constexpr double clip_mark_gap_px = 12;

lab::Column merged(std::span<const lab::Column> columns) {
  lab::Column all = columns.front();
  for (const lab::Column& column : columns.subspan(1)) {
    if (std::isnan(column.low)) continue;
    if (std::isnan(all.low)) all = column;
    all = {all.first, std::min(all.low, column.low), std::max(all.high, column.high), column.last};
  }
  return all;
}

}  // namespace

CurveItem::CurveItem(PlotView& plot, PenOf pen)
    : PlotItem(plot, layer::line), pen_(std::move(pen)) {}

bool CurveItem::Bar::is_gap() const { return std::isnan(last); }

void CurveItem::set_samples(std::span<const double> samples, double x_first, double x_step) {
  kind_ = Kind::samples;
  samples_.assign(samples.begin(), samples.end());
  x_first_ = x_first;
  x_step_ = x_step;
  content_changed();
}

void CurveItem::set_columns(std::span<const lab::Column> columns, double x_first, double x_step) {
  kind_ = Kind::columns;
  columns_.assign(columns.begin(), columns.end());
  x_first_ = x_first;
  x_step_ = x_step;
  content_changed();
}

void CurveItem::set_level(double y) {
  if (kind_ == Kind::level && samples_.size() == 1 && samples_[0] == y) return;
  kind_ = Kind::level;
  samples_.assign(1, y);
  content_changed();
}

void CurveItem::clear() { set_samples({}, 0, 1); }

double CurveItem::value(std::size_t k) const {
  return kind_ == Kind::columns ? double{columns_[k].last} : samples_[k];
}

std::optional<double> CurveItem::value_at(double x) const {
  if (count() == 0) return {};
  const double at = kind_ == Kind::level ? 0 : std::round((x - x_first_) / x_step_);
  if (!(at >= 0 && at < static_cast<double>(count()))) return {};
  const double found = value(static_cast<std::size_t>(at));
  return std::isnan(found) ? std::nullopt : std::optional(found);
}

std::optional<double> CurveItem::label_value() const {
  const std::size_t wanted = kind_ == Kind::samples ? count() / 10 + 1 : 1;
  double sum = 0;
  std::size_t found = 0;
  for (std::size_t k = count(); k-- > 0 && found < wanted;) {
    if (std::isnan(value(k))) continue;
    sum += value(k);
    ++found;
  }
  return found == 0 ? std::nullopt : std::optional(sum / static_cast<double>(found));
}

void CurveItem::content_changed() {
  is_stale_ = true;
  update();
}

void CurveItem::plot_changed() {
  is_stale_ = true;
  PlotItem::plot_changed();
}

void CurveItem::merge_columns(std::size_t from, std::size_t to, std::size_t pixel_columns) {
  const std::span<const lab::Column> shown = std::span(columns_).subspan(from, to - from);
  const std::size_t wanted = std::min(pixel_columns, shown.size());
  merged_.resize(wanted);
  for (std::size_t k = 0; k < wanted; ++k) {
    const std::size_t begin = k * shown.size() / wanted;
    const std::size_t end = (k + 1) * shown.size() / wanted;
    merged_[k] = merged(shown.subspan(begin, end - begin));
  }
}

std::vector<CurveItem::Bar> CurveItem::pixel_bars() {
  const double last_index = static_cast<double>(count()) - 1;
  const double from_index = std::max(0.0, std::floor((map().x_min - x_first_) / x_step_));
  const double to_index = std::min(last_index, std::ceil((map().x_max - x_first_) / x_step_));
  if (!(from_index <= to_index)) return {};
  const auto from = static_cast<std::size_t>(from_index);
  const auto to = static_cast<std::size_t>(to_index) + 1;
  const double span_px = (to_index - from_index) * x_step_ / (map().x_max - map().x_min) *
                         map().area.width() * plot().devicePixelRatioF();
  const std::size_t wanted = static_cast<std::size_t>(std::max(2.0, std::ceil(span_px)));
  if (kind_ == Kind::columns) {
    merge_columns(from, to, wanted);
  } else {
    lab::decimate(std::span(samples_).subspan(from, to - from), wanted, merged_);
  }
  const double per_column = static_cast<double>(to - from) / static_cast<double>(merged_.size());
  std::vector<Bar> bars(merged_.size());
  for (std::size_t k = 0; k < bars.size(); ++k) {
    const double centre = from_index + (static_cast<double>(k) + 0.5) * per_column - 0.5;
    bars[k] = {map().x_pixel(x_first_ + centre * x_step_), map().clamped_y_pixel(merged_[k].high),
               map().clamped_y_pixel(merged_[k].low), map().clamped_y_pixel(merged_[k].last)};
  }
  return bars;
}

void CurveItem::add_lines(const std::vector<Bar>& bars) {
  QPolygonF line;
  const auto finish_line = [&] {
    if (line.size() > 1) lines_.push_back(without_straight_points(line, straight_px));
    line.clear();
  };
  for (std::size_t k = 0; k < bars.size(); ++k) {
    const Bar& bar = bars[k];
    if (bar.is_gap()) {
      finish_line();
      continue;
    }
    const bool is_noisy = bar.bottom - bar.top > noisy_px;
    if (is_noisy) bars_.emplace_back(bar.x, bar.top, bar.x, bar.bottom);
    const bool is_joined_by_ink = is_noisy && k > 0 && !bars[k - 1].is_gap() &&
                                  bars[k - 1].bottom - bars[k - 1].top > noisy_px &&
                                  bars[k - 1].bottom >= bar.top && bar.bottom >= bars[k - 1].top;
    if (is_joined_by_ink) finish_line();
    line.append({bar.x, bar.last});
  }
  finish_line();
}

void CurveItem::add_clip_marks(const std::vector<Bar>& bars) {
  double first = 0, last = -std::numeric_limits<double>::infinity();
  const auto finish_mark = [&] {
    if (std::isfinite(last)) clip_marks_.push_back((first + last) / 2);
  };
  for (const Bar& bar : bars) {
    if (bar.is_gap() || bar.top > map().area.top() - 1) continue;
    if (bar.x - last > clip_mark_gap_px) {
      finish_mark();
      first = bar.x;
    }
    last = bar.x;
  }
  finish_mark();
}

void CurveItem::rebuild() {
  lines_.clear();
  bars_.clear();
  clip_marks_.clear();
  is_stale_ = false;
  if (count() == 0) return;
  if (kind_ == Kind::level) {
    const double y = map().clamped_y_pixel(samples_[0]);
    if (std::isnan(y)) return;
    lines_.push_back(QPolygonF({{map().area.left(), y}, {map().area.right(), y}}));
    return;
  }
  const std::vector<Bar> bars = pixel_bars();
  add_lines(bars);
  add_clip_marks(bars);
}

void CurveItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (is_stale_) rebuild();
  const QPen line_pen = pen();
  painter->save();
  painter->setClipRect(map().area.adjusted(-1, -1, 1, 1));
  for (const QPolygonF& line : lines_) stroke(*painter, line, line_pen);
  QPen bar_pen = line_pen;
  bar_pen.setStyle(Qt::SolidLine);
  painter->setPen(bar_pen);
  painter->drawLines(bars_);
  painter->restore();
  draw_clip_marks(*painter);
}

void CurveItem::draw_clip_marks(QPainter& painter) const {
  if (clip_marks_.empty()) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(pen().color());
  const double top = map().area.top();
  for (const double x : clip_marks_) {
    painter.drawPolygon(QPolygonF({{x - 4, top - 2}, {x + 4, top - 2}, {x, top - 8}}));
  }
}

void CurveItem::describe(figure::Plot& paper, const Theme& theme) const {
  if (count() == 0) return;
  figure::Line line;
  line.name = name();
  line.stroke = described(pen_(theme));
  line.marks_leaving = !is_level();
  const auto add = [&](double x, double y) {
    line.x.push_back(x);
    line.y.push_back(y);
  };
  if (is_level()) {
    if (std::isnan(samples_[0])) return;
    add(map().x_min, samples_[0]);
    add(map().x_max, samples_[0]);
  }
  for (std::size_t k = 0; !is_level() && k < count(); ++k) {
    const double x = x_first_ + static_cast<double>(k) * x_step_;
    if (kind_ == Kind::columns && columns_[k].low < columns_[k].high) {
      const lab::Column& column = columns_[k];
      for (const float y : {column.first, column.low, column.high}) add(x, double{y});
    }
    add(x, value(k));
  }
  paper.elements.emplace_back(std::move(line));
}

}  // namespace homeostat::ui
