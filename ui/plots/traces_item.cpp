#include "ui/plots/traces_item.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QVector>
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "ui/figure/describe.h"
#include "ui/plots/device_image.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

constexpr double trace_px = 1.25;
constexpr int traces_name_pixels = 12, scale_pixels = 11;
/// Names stand beside the plot, where no spike can cross them, above the scale bar.
constexpr double traces_name_gap_px = 6, name_above_threshold_mV = 17;
constexpr double between_lanes_mV = 4;
constexpr double bar_mV = 20, shallowest_mV = bar_mV;  // the bar stands in the lane
constexpr double bar_left_px = 10, traces_bar_px = 1.5, bar_text_gap_px = 4;

}  // namespace

TracesItem::TracesItem(PlotView& plot) : PlotItem(plot, layer::line), view_(plot) {
  plot.set_y_axis_visible(false);
}

double TracesItem::lane_mV() const { return depth_mV_ + spike_mV + between_lanes_mV; }

double TracesItem::y_of(std::size_t lane, double mV) const {
  const auto below = static_cast<double>(traces_.size() - 1 - lane);
  return below * lane_mV() + depth_mV_ + mV - traces_[lane].threshold_mV;
}

QColor TracesItem::colour_of(std::size_t lane, const Theme& theme) const {
  return lane < traces_.size() && !traces_[lane].is_E ? theme.I : theme.E;
}

void TracesItem::add_lanes(std::size_t count) {
  while (curves_.size() < count) {
    const std::size_t lane = curves_.size();
    curves_.push_back(new CurveItem(
        view_, [this, lane](const Theme& t) { return QPen(colour_of(lane, t), trace_px); }));
    names_.push_back(&view_.add_label({}, traces_name_pixels));
    names_.back()->set_bold(true);
  }
}

void TracesItem::set_traces(std::vector<VoltageTrace> traces) {
  traces_ = std::move(traces);
  add_lanes(traces_.size());
  double deepest = shallowest_mV;
  for (const VoltageTrace& trace : traces_) {
    for (const double mV : trace.mV) deepest = std::max(deepest, trace.threshold_mV - mV);
  }
  depth_mV_ = steady_depth_.update(deepest);
  for (std::size_t lane = 0; lane < names_.size(); ++lane) {
    const bool is_shown = lane < traces_.size();
    names_[lane]->set_text(is_shown ? traces_[lane].name : QString());
    if (!is_shown) continue;
    names_[lane]->set_colour(
        [is_E = traces_[lane].is_E](const Theme& t) { return is_E ? t.E_text : t.I_text; });
  }
  set_curves();
  if (!traces_.empty()) view_.set_y_range(0, static_cast<double>(traces_.size()) * lane_mV());
  place_names();
  update();
}

void TracesItem::set_curves() {
  std::vector<double> heights;
  for (std::size_t lane = 0; lane < curves_.size(); ++lane) {
    if (lane >= traces_.size()) {
      curves_[lane]->clear();
      continue;
    }
    const VoltageTrace& trace = traces_[lane];
    heights.resize(trace.mV.size());
    std::ranges::transform(trace.mV, heights.begin(), [&](double mV) { return y_of(lane, mV); });
    curves_[lane]->set_samples(heights, trace.first_ms, trace.step_ms);
  }
}

void TracesItem::place_names() {
  for (std::size_t lane = 0; lane < names_.size(); ++lane) {
    const bool is_shown = lane < traces_.size();
    names_[lane]->setVisible(is_shown);
    if (!is_shown) continue;
    const double height = y_of(lane, traces_[lane].threshold_mV + name_above_threshold_mV);
    names_[lane]->set_pixel({map().area.left() - traces_name_gap_px, map().y_pixel(height)},
                            Qt::AlignRight | Qt::AlignVCenter);
  }
}

void TracesItem::plot_changed() {
  PlotItem::plot_changed();
  place_names();
}

std::optional<std::size_t> TracesItem::lane_at(QPointF value) const {
  if (traces_.empty()) return {};
  const double last = static_cast<double>(traces_.size()) - 1;
  const double from_below = std::clamp(std::floor(value.y() / lane_mV()), 0.0, last);
  return static_cast<std::size_t>(last - from_below);
}

std::optional<double> TracesItem::mV_at(std::size_t lane, double time_ms) const {
  if (lane >= traces_.size()) return {};
  const VoltageTrace& trace = traces_[lane];
  const double at = std::round((time_ms - trace.first_ms) / trace.step_ms);
  if (!(at >= 0 && at < static_cast<double>(trace.mV.size()))) return {};
  const double mV = trace.mV[static_cast<std::size_t>(at)];
  return std::isnan(mV) ? std::nullopt : std::optional(mV);
}

void TracesItem::draw_lane(QPainter& painter, std::size_t lane) const {
  const VoltageTrace& trace = traces_[lane];
  const double threshold = map().y_pixel(y_of(lane, trace.threshold_mV));
  QPen dashed(theme().ghost, 1);
  dashed.setDashPattern({3, 3});
  painter.setPen(dashed);
  painter.drawLine(QPointF(map().area.left(), threshold), QPointF(map().area.right(), threshold));
  const double peak = map().y_pixel(y_of(lane, trace.threshold_mV + spike_mV));
  QVector<QLineF> spikes;
  for (const double time : trace.spikes_ms) {
    if (time < map().x_min || time > map().x_max) continue;
    const double x = map().x_pixel(time);
    spikes.emplace_back(x, threshold, x, peak);
  }
  QPen pen(colour_of(lane, theme()), trace_px);
  pen.setCapStyle(Qt::FlatCap);
  painter.setPen(pen);
  painter.drawLines(spikes);
}

void TracesItem::draw_scale_bar(QPainter& painter) const {
  const double threshold = traces_[0].threshold_mV;
  // Below the threshold: above it stands the name.
  const double top = map().y_pixel(y_of(0, threshold));
  const double bottom = map().y_pixel(y_of(0, threshold - bar_mV));
  const double x = map().area.left() - bar_left_px;
  QPen pen(theme().ink, traces_bar_px);
  pen.setCapStyle(Qt::FlatCap);
  painter.setPen(pen);
  painter.drawLine(QPointF(x, top), QPointF(x, bottom));
  const QFont font = text_font(scale_pixels);
  const QString text = QStringLiteral("%1 mV").arg(bar_mV);
  painter.save();
  painter.translate(x - bar_text_gap_px, (top + bottom) / 2);
  painter.rotate(-90);
  painter.setFont(font);
  painter.setPen(theme().ink2);
  painter.drawText(QPointF(-QFontMetricsF(font).horizontalAdvance(text) / 2, 0), text);
  painter.restore();
}

void TracesItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const QRectF& area = map().area;
  fill_hair_line(*painter, area.topLeft() - QPointF(1, 0), area.bottomLeft() - QPointF(1, 0),
                 theme().line2);
  if (traces_.empty()) return;
  painter->save();
  painter->setClipRect(area.adjusted(-1, -1, 1, 1));
  for (std::size_t lane = 0; lane < traces_.size(); ++lane) draw_lane(*painter, lane);
  painter->restore();
  draw_scale_bar(*painter);
}

void TracesItem::describe(figure::Plot& paper, const Theme& theme) const {
  const auto add = [&](const std::string& series, const std::vector<QPointF>& points,
                       const QPen& pen, bool is_clipped = true) {
    figure::Line line = described_line(series, points, pen);
    line.is_clipped = is_clipped;
    paper.elements.emplace_back(std::move(line));
  };
  add("axis", {{map().x_min, map().y_min}, {map().x_min, map().y_max}}, QPen(theme.line2, 1),
      false);
  for (std::size_t lane = 0; lane < traces_.size(); ++lane) {
    const VoltageTrace& trace = traces_[lane];
    const std::string cell = plain_name(trace.name);
    const double threshold = y_of(lane, trace.threshold_mV);
    QPen dashed(theme.ghost, 1);
    dashed.setDashPattern({3, 3});
    add(cell + " threshold", {{map().x_min, threshold}, {map().x_max, threshold}}, dashed);
    std::vector<QPointF> spikes;
    for (const double time : trace.spikes_ms) {
      spikes.insert(spikes.end(),
                    {{time, threshold}, {time, threshold + spike_mV}, {no_value, no_value}});
    }
    QPen pen(colour_of(lane, theme), trace_px);
    pen.setCapStyle(Qt::FlatCap);
    if (!spikes.empty()) add(cell + " spikes", spikes, pen);
  }
  if (traces_.empty()) return;
  const double top = y_of(0, traces_[0].threshold_mV);
  const double x = map().x_value(map().area.left() - bar_left_px);
  QPen bar(theme.ink, traces_bar_px);
  bar.setCapStyle(Qt::FlatCap);
  add("scale", {{x, top}, {x, top - bar_mV}}, bar, false);
  paper.elements.emplace_back(
      figure::Text{.markup = std::to_string(static_cast<int>(bar_mV)) + " mV",
                   .x = map().area.left() - bar_left_px - bar_text_gap_px,
                   .y = map().y_pixel(top - bar_mV / 2),
                   .across = 0,
                   .down = 1,
                   .size = scale_pixels,
                   .is_upright = true,
                   .colour = described(theme.ink2)});
}

}  // namespace homeostat::ui
