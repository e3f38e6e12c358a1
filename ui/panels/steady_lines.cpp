#include "ui/panels/steady_lines.h"

#include <cmath>
#include <utility>

#include "core/ei/steady_state.h"
#include "ui/controls/text.h"
#include "ui/panels/paradox_words.h"
#include "ui/panels/rate_lines.h"
#include "ui/plots/path_item.h"
#include "ui/plots/place_names.h"

namespace homeostat::ui {
namespace {

constexpr int sweep_points = 801;
/// Names are placed by points of a line that are so far apart.
constexpr double grain_px = 6;
constexpr double line_reach_px = 4;
/// Where names stand if they can, as parts of the frame's height.
constexpr double asymptote_name_height = 0.87, naive_name_height = 0.85;
constexpr double steady_I_name_height = 0.75, steady_E_name_height = 0.3;

PenOf pen_of(QColor Theme::*colour, double width) {
  return [colour, width](const Theme& t) { return QPen(t.*colour, width); };
}

QPen asymptote_pen(const Theme& t) {
  QPen pen(t.ink3, 1);
  pen.setDashPattern({5, 4});
  return pen;
}

struct Lines {
  std::vector<QPointF> stable, unstable;

  /// At a change of stability both lines have the point.
  void add(QPointF at, bool is_stable, bool was_stable) {
    const QPointF gap(at.x(), no_value);
    stable.push_back(is_stable ? at : gap);
    unstable.push_back(!is_stable || !was_stable ? at : gap);
  }
};

/// Evenly along the line, however steep it is; what lies within the frame.
std::vector<QPointF> pixels_of(const PlotMap& map, const std::vector<QPointF>& points) {
  std::vector<QPointF> pixels;
  QPointF last(no_value, no_value);
  for (const QPointF point : points) {
    const QPointF at(map.x_pixel(point.x()), map.clamped_y_pixel(point.y()));
    const double length = std::hypot(at.x() - last.x(), at.y() - last.y());
    if (length < grain_px) continue;
    const int steps = std::isnan(length) ? 0 : static_cast<int>(length / grain_px);
    for (int k = 1; k <= steps; ++k) {
      const QPointF between = last + (at - last) * k / steps;
      if (map.area.contains(between)) pixels.push_back(between);
    }
    last = at;
  }
  return pixels;
}

/// Across the whole height.
std::vector<QPointF> upright(double x, const PlotMap& map) {
  return {{x, map.y_min}, {x, map.y_max}};
}

}  // namespace

SteadyLines::SteadyLines(PlotView& plot)
    : plot_(plot),
      asymptote_(new PathItem(plot, asymptote_pen)),
      naive_(new PathItem(plot, pen_of(&Theme::ghost, 1))),
      I_unstable_(new PathItem(plot, pen_of(&Theme::I, 0.8))),
      E_unstable_(new PathItem(plot, pen_of(&Theme::E, 0.8))),
      I_(new PathItem(plot, pen_of(&Theme::I, 1.75))),
      E_(new PathItem(plot, pen_of(&Theme::E, 1.75))),
      E_name_(plot.add_label([](const Theme& t) { return t.E_text; }, 13)),
      I_name_(plot.add_label([](const Theme& t) { return t.I_text; }, 13)),
      naive_name_(plot.add_label([](const Theme& t) { return t.ink3; }, 11)),
      asymptote_name_(plot.add_label([](const Theme& t) { return t.ink2; }, 11)),
      legend_(plot.add_label([](const Theme& t) { return t.ink2; }, 11)) {
  for (LabelItem* name : {&E_name_, &I_name_}) name->set_bold(true);
  E_name_.set_text("E");
  I_name_.set_text("I");
  asymptote_name_.set_text(tr("rates run away\n($C = 0$)"));
  legend_.set_text(tr("thin: not stable"));
  legend_.set_halo(false);
  for (LabelItem* label : {&E_name_, &I_name_, &naive_name_, &asymptote_name_, &legend_})
    label->setVisible(false);
}

void SteadyLines::show(const ei::Circuit& now, ei::WeightClass c) {
  Lines E, I;
  std::vector<QPointF> naive;
  bool was_stable = true, is_any_unstable = false;
  for (const ei::SteadyPoint& point :
       ei::steady_sweep(now, c, plot_.map().x_min, plot_.map().x_max, sweep_points)) {
    E.add({point.weight, point.up.E}, point.is_stable, was_stable);
    I.add({point.weight, point.up.I}, point.is_stable, was_stable);
    naive.emplace_back(point.weight, point.naive);
    was_stable = point.is_stable;
    is_any_unstable = is_any_unstable || (!point.is_stable && !std::isnan(point.up.E));
  }
  E_->set_points(std::move(E.stable));
  I_->set_points(std::move(I.stable));
  E_unstable_->set_points(std::move(E.unstable));
  I_unstable_->set_points(std::move(I.unstable));
  naive_->set_points(std::move(naive));
  naive_name_.set_text(naive_words(now, c));
  has_step_ = ei::leaves_when_alone(now, c);
  step_at_ = now.weights.array()[c];
  legend_.setVisible(is_any_unstable);
  legend_.set_value({plot_.map().x_min, 0}, rate_legend_offset, Qt::AlignLeft | Qt::AlignBottom);
  show_asymptote(now, c);
}

void SteadyLines::show_asymptote(const ei::Circuit& now, ei::WeightClass c) {
  const PlotMap& map = plot_.map();
  const auto at = ei::vertical_asymptote(now, c);
  const bool is_shown = at && *at < map.x_max;
  asymptote_->set_points(is_shown ? upright(*at, map) : std::vector<QPointF>());
}

void SteadyLines::place_names(std::vector<QRectF> taken) {
  const PlotMap& map = plot_.map();
  for (const PathItem* line : {E_, I_, naive_, E_unstable_, I_unstable_}) {
    for (const QPointF at : pixels_of(map, line->points()))
      taken.push_back(around(at, line_reach_px));
  }
  const auto name = [&](LabelItem& label, const std::vector<QPointF>& line, double height) {
    const double y = map.area.bottom() - height * map.area.height();
    const auto centre = place_beside_line(map.area, label.size(), pixels_of(map, line), taken, y);
    label.setVisible(centre.has_value());
    if (!centre) return;
    label.set_pixel(*centre, Qt::AlignHCenter | Qt::AlignVCenter);
    taken.push_back(label.text_rect());
  };
  name(asymptote_name_, asymptote_->points(), asymptote_name_height);
  for (const QPointF at : pixels_of(map, asymptote_->points()))
    taken.push_back(around(at, line_reach_px));
  name(I_name_, I_->points(), steady_I_name_height);
  name(E_name_, E_->points(), steady_E_name_height);
  name(naive_name_, has_step_ ? upright(step_at_, map) : naive_->points(), naive_name_height);
}

}  // namespace homeostat::ui
