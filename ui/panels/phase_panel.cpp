#include "ui/panels/phase_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/ei/steady_state.h"
#include "ui/plots/marker_item.h"
#include "ui/plots/path_item.h"
#include "ui/plots/vector_field_item.h"

namespace homeostat::ui {
namespace {

constexpr double setpoint_headroom = 2;
constexpr int nullcline_points = 400;
/// The way into the up-state overshoots far; the axes are made for its upper 99 %.
constexpr double shown_part = 0.99;

std::vector<QPointF> points_of(const std::vector<ei::Rates>& rates) {
  std::vector<QPointF> points;
  points.reserve(rates.size());
  for (const ei::Rates& r : rates) points.emplace_back(r.E, r.I);
  return points;
}

double high_quantile(std::vector<double> samples) {
  if (samples.empty()) return 0;
  const auto at = samples.begin() +
                  static_cast<std::ptrdiff_t>(shown_part * static_cast<double>(samples.size() - 1));
  std::nth_element(samples.begin(), at, samples.end());
  return std::isfinite(*at) ? *at : 0;
}

/// Faint, since it comes by the same places again and again.
QPen trajectory_pen(const Theme& t) {
  QColor colour = t.trail;
  colour.setAlphaF(0.4F);
  return QPen(colour, 1);
}

/// Puts a name to the right of a line, where it first reaches `height` (a part of the frame's).
void name_line(LabelItem& name, const std::vector<ei::Rates>& line, ei::Rates largest,
               double height) {
  const auto at = std::find_if(line.begin(), line.end(), [&](const ei::Rates& r) {
    return r.E > 0 && r.E <= largest.E && r.I >= height * largest.I && r.I <= largest.I;
  });
  name.setVisible(at != line.end());
  if (at == line.end()) return;
  const bool has_room = at->E < 0.8 * largest.E;
  name.set_value({at->E, at->I}, {has_room ? 10.0 : -10.0, 4},
                 (has_room ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

QString hertz(double value) { return grouped_number(value, 1); }

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
      setpoint_name_(plot_.add_label([](const Theme& t) { return t.accent; }, 11)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  trajectory_->set_grain(1.5);
  plot_.set_grid_visible(false);
  plot_.set_titles(tr("$E$ (Hz)"), tr("$I$ (Hz)"));
  E_name_.set_text(tr("$dE/dt = 0$"));
  I_name_.set_text(tr("$dI/dt = 0$"));
  setpoint_name_.set_text(tr("setpoints"));
  connect(&plot_, &PlotView::hover_changed, this, &PhasePanel::show_readout);
}

bool PhasePanel::Circuit::is_same(const Circuit& other) const {
  const ei::RateParameters &p = parameters, &q = other.parameters;
  return weights == other.weights && setpoints == other.setpoints && largest == other.largest &&
         p.tau_E == q.tau_E && p.tau_I == q.tau_I && p.theta_E == q.theta_E &&
         p.theta_I == q.theta_I && p.g_E == q.g_E && p.g_I == q.g_I && p.E_max == q.E_max &&
         p.I_max == q.I_max && p.I_ext == q.I_ext && p.I_ext_I == q.I_ext_I;
}

void PhasePanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const lab::ParameterValues& values = view.experiment->parameters;
  const bool has_trace = view.frame != nullptr && !view.frame->trace.E.empty();
  const lab::Trace trace = has_trace ? view.frame->trace : lab::Trace{};
  Circuit circuit{
      lab::rate_parameters(values), lab::initial_weights(values), lab::setpoints(values), {}};
  // Trial k runs with the weights that stand in row k - 1.
  if (has_trace && view.frame->run && view.frame->trial > 1) {
    circuit.weights =
        view.frame->run->rows[static_cast<std::size_t>(view.frame->trial) - 2].weights;
  }
  circuit.largest = {
      E_top_.update(std::max(circuit.setpoints.E * setpoint_headroom, high_quantile(trace.E))),
      I_top_.update(std::max(circuit.setpoints.I * setpoint_headroom, high_quantile(trace.I)))};
  if (!circuit_ || !circuit_->is_same(circuit)) show_circuit(circuit);
  std::vector<QPointF> way(trace.E.size());
  for (std::size_t k = 0; k < way.size(); ++k) way[k] = {trace.E[k], trace.I[k]};
  trajectory_->set_points(std::move(way));
  subtitle_ = has_trace
                  ? tr("trial %1").arg(grouped_number(static_cast<double>(view.frame->trial), 0))
                  : QString();
}

void PhasePanel::show_circuit(const Circuit& circuit) {
  circuit_ = circuit;
  plot_.set_x_range(0, circuit.largest.E);
  plot_.set_y_range(0, circuit.largest.I);
  const auto E_line =
      ei::nullcline_E(circuit.parameters, circuit.weights, circuit.largest, nullcline_points);
  const auto I_line =
      ei::nullcline_I(circuit.parameters, circuit.weights, circuit.largest, nullcline_points);
  E_nullcline_->set_points(points_of(E_line));
  I_nullcline_->set_points(points_of(I_line));
  name_line(E_name_, E_line, circuit.largest, 0.62);
  name_line(I_name_, I_line, circuit.largest, 0.92);
  setpoint_name_.set_value({circuit.setpoints.E, circuit.setpoints.I}, {-10, -10},
                           Qt::AlignRight | Qt::AlignVCenter);
  flow_->set_velocity([p = circuit.parameters, w = circuit.weights](QPointF at) {
    const ei::Rates v = ei::velocity(p, w, {at.x(), at.y()});
    return QPointF(v.E, v.I);
  });
  show_fixed_points();
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
  if (!at || !circuit_) {
    plot_.set_readout({}, {});
    return;
  }
  const ei::Rates v = ei::velocity(circuit_->parameters, circuit_->weights, {at->x(), at->y()});
  plot_.set_readout(
      tr("$E$ %1 Hz, $I$ %2 Hz").arg(hertz(at->x()), hertz(at->y())),
      tr("$dE/dt$ %1, $dI/dt$ %2 Hz per ms").arg(grouped_number(v.E, 2), grouped_number(v.I, 2)));
}

}  // namespace homeostat::ui
