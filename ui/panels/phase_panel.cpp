#include "ui/panels/phase_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/ei/steady_state.h"
#include "ui/panels/rate_lines.h"
#include "ui/panels/trial_words.h"
#include "ui/plots/marker_item.h"
#include "ui/plots/path_item.h"
#include "ui/plots/place_names.h"
#include "ui/plots/vector_field_item.h"

namespace homeostat::ui {
namespace {

constexpr double phase_headroom = 2;
constexpr int nullcline_points = 400;
/// The way into the up-state overshoots far; the axes are made for its upper 99 %.
constexpr double shown_part = 0.99;
/// Where the nullclines' names stand if they can, as parts of the frame's height.
constexpr double E_name_height = 0.62, I_name_height = 0.92;

std::vector<QPointF> rate_points(const std::vector<ei::Rates>& rates) {
  std::vector<QPointF> points;
  points.reserve(rates.size());
  for (const ei::Rates& r : rates) points.emplace_back(r.E, r.I);
  return points;
}

/// Faint, since it comes by the same places again and again.
QPen trajectory_pen(const Theme& t) { return {with_opacity(t.trail, 0.4), 1}; }

QString rounded_hertz(double value) { return grouped_number(value, 1); }

}  // namespace

PhasePanel::PhasePanel(QWidget* parent)
    : Panel(parent),
      flow_(new VectorFieldItem(plot_)),
      E_nullcline_(new PathItem(plot_, [](const Theme& t) { return QPen(t.E, 1.75); })),
      I_nullcline_(new PathItem(plot_, [](const Theme& t) { return QPen(t.I, 1.75); })),
      trajectory_(new PathItem(plot_, trajectory_pen)),
      setpoint_(new MarkerItem(
          plot_, [](const Theme& t) { return t.accent; }, 6)),
      fixed_points_(new MarkerItem(
          plot_, [](const Theme& t) { return t.ink; }, 4)),
      E_name_(plot_.add_label([](const Theme& t) { return t.E_text; })),
      I_name_(plot_.add_label([](const Theme& t) { return t.I_text; })),
      setpoint_name_(plot_.add_label([](const Theme& t) { return t.accent; }, 11)),
      legend_(plot_.add_label([](const Theme& t) { return t.ink2; }, 11)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  trajectory_->set_grain(1.5);
  plot_.set_grid_visible(false);
  plot_.set_titles(tr("$E$ (Hz)"), tr("$I$ (Hz)"));
  E_name_.set_text(tr("$dE/dt = 0$"));
  I_name_.set_text(tr("$dI/dt = 0$"));
  setpoint_name_.set_text(tr("setpoints"));
  legend_.set_text(tr("fixed points: ● stable  ○ unstable"));
  legend_.set_halo(false);
  connect(&plot_, &PlotView::area_changed, this, &PhasePanel::place_names);
  connect(&plot_, &PlotView::hover_changed, this, &PhasePanel::show_readout);
}

void PhasePanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  if (run_.is_new(view.frame != nullptr ? view.frame->run : nullptr)) {
    E_top_.reset();
    I_top_.reset();
  }
  show_trace(view);
}

void PhasePanel::show_trace(const View& view) {
  const bool has_trial = view.frame != nullptr && !view.frame->trace.E.empty();
  const bool has_trace = has_trial && is_trace_kept(view);
  const lab::Trace trace = has_trace ? view.frame->trace : lab::Trace{};
  const ei::Setpoints set = lab::setpoints(view.experiment->parameters);
  Circuit circuit{lab::rate_parameters(view.felt), view.felt_weights, set, {}};
  circuit.largest = {
      E_top_.update(std::max(set.E * phase_headroom, high_quantile(trace.E, shown_part))),
      I_top_.update(std::max(set.I * phase_headroom, high_quantile(trace.I, shown_part)))};
  if (circuit_ != circuit) show_circuit(circuit);
  std::vector<QPointF> way(trace.E.size());
  for (std::size_t k = 0; k < way.size(); ++k) way[k] = {trace.E[k], trace.I[k]};
  trajectory_->set_points(std::move(way));
  subtitle_.clear();
  if (has_trial)
    subtitle_ = trial_subtitle(view, has_trace ? view.frame->trial : view.cursor_trial);
  if (has_trial && !has_trace) subtitle_ += tr("; its trace is not kept");
}

void PhasePanel::show_circuit(const Circuit& circuit) {
  circuit_ = circuit;
  plot_.set_x_range(0, circuit.largest.E);
  plot_.set_y_range(0, circuit.largest.I);
  const auto E_line =
      ei::nullcline_E(circuit.parameters, circuit.weights, circuit.largest, nullcline_points);
  const auto I_line =
      ei::nullcline_I(circuit.parameters, circuit.weights, circuit.largest, nullcline_points);
  E_nullcline_->set_points(rate_points(E_line));
  I_nullcline_->set_points(rate_points(I_line));
  setpoint_name_.set_value({circuit.setpoints.E, circuit.setpoints.I}, {-10, -10},
                           Qt::AlignRight | Qt::AlignVCenter);
  legend_.set_value({0, 0}, rate_legend_offset, Qt::AlignLeft | Qt::AlignBottom);
  flow_->set_velocity([p = circuit.parameters, w = circuit.weights](QPointF at) {
    const ei::Rates v = ei::velocity(p, w, {at.x(), at.y()});
    return QPointF(v.E, v.I);
  });
  show_fixed_points();
  place_names();
}

void PhasePanel::place_names() {
  if (!circuit_) return;
  const PlotMap& map = plot_.map();
  std::vector<QRectF> taken{setpoint_name_.text_rect()};
  for (const MarkerItem* item : {setpoint_, fixed_points_}) {
    for (const Marker& marker : item->markers())
      taken.push_back(around(map.pixel(marker.value), 9));
  }
  const auto name = [&](LabelItem& label, const PathItem& line, const PathItem& other,
                        double height) {
    std::vector<QPointF> pixels;
    for (const QPointF point : line.points()) {
      if (!std::isnan(point.x())) pixels.push_back(map.pixel(point));
    }
    const std::size_t others_from = taken.size();
    for (const QPointF point : other.points()) {
      if (!std::isnan(point.x())) taken.push_back(around(map.pixel(point), 2));
    }
    const double wanted_y = map.area.bottom() - height * map.area.height();
    const auto centre = place_beside_line(map.area, label.size(), pixels, taken, wanted_y);
    taken.resize(others_from);
    label.setVisible(centre.has_value());
    if (!centre) return;
    label.set_pixel(*centre, Qt::AlignHCenter | Qt::AlignVCenter);
    taken.push_back(label.text_rect());
  };
  name(E_name_, *E_nullcline_, *I_nullcline_, E_name_height);
  name(I_name_, *I_nullcline_, *E_nullcline_, I_name_height);
}

void PhasePanel::show_fixed_points() {
  std::vector<Marker> markers;
  for (const ei::FixedPoint& point : ei::fixed_points(circuit_->parameters, circuit_->weights)) {
    markers.push_back({{point.rates.E, point.rates.I}, point.is_stable});
  }
  fixed_points_->set_markers(std::move(markers));
  setpoint_->set_markers({{{circuit_->setpoints.E, circuit_->setpoints.I}, false}});
}

void PhasePanel::show_readout() {
  const auto at = plot_.hovered();
  legend_.setVisible(!at);
  if (!at || !circuit_) {
    plot_.set_readout({}, {});
    return;
  }
  const ei::Rates v = ei::velocity(circuit_->parameters, circuit_->weights, {at->x(), at->y()});
  plot_.set_readout(
      tr("$E$ %1 Hz, $I$ %2 Hz").arg(rounded_hertz(at->x()), rounded_hertz(at->y())),
      tr("$dE/dt$ %1, $dI/dt$ %2 Hz per ms").arg(grouped_number(v.E, 2), grouped_number(v.I, 2)));
}

}  // namespace homeostat::ui
