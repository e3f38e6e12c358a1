#include "ui/panels/voltage_panel.h"

#include <QMenu>
#include <QStackedLayout>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/controls/segmented_control.h"
#include "ui/plots/traces_item.h"
#include "ui/plots/zoom_window.h"

namespace homeostat::ui {
namespace {

constexpr std::array<const char*, 3> names{"voltage", "currents_E", "currents_I"};
constexpr double voltage_headroom = 1.04;
/// Of all currents of a trial, this part fits; the kick's sharp end may leave the frame.
constexpr double voltage_shown_part = 0.999;
constexpr double voltage_left_px = 56;

QPen current_pen(const QColor& colour) { return QPen(colour, 1.25); }

/// The trial's samples of one probed cell, as they were taken: one at the end of each step.
std::vector<double> samples(const lab::NetworkTrial& network, std::size_t probe,
                            double ei::CellState::*value, double sign) {
  std::vector<double> result(network.states[probe].size());
  std::ranges::transform(network.states[probe], result.begin(),
                         [&](const ei::CellState& state) { return sign * state.*value; });
  return result;
}

std::vector<double> spike_times(const lab::NetworkTrial& network, int cell) {
  std::vector<double> times;
  for (const ei::Spike& spike : network.spikes) {
    if (spike.cell == cell) times.push_back(spike.step * network.dt_ms);
  }
  return times;
}

}  // namespace

VoltagePanel::VoltagePanel(QWidget* parent)
    : Panel(parent),
      traces_(new TracesItem(voltage_plot_)),
      from_I_(current_plot_.add_curve([](const Theme& t) { return current_pen(t.I); },
                                      {tr("from I"), [](const Theme& t) { return t.I_text; }})),
      from_E_(current_plot_.add_curve([](const Theme& t) { return current_pen(t.E); },
                                      {tr("from E"), [](const Theme& t) { return t.E_text; }})),
      adaptation_(current_plot_.add_curve([](const Theme& t) { return current_pen(t.ink2); },
                                          {tr("adapt."), [](const Theme& t) { return t.ink2; }})),
      zero_(current_plot_.add_curve([](const Theme& t) { return QPen(t.line2, 1); })),
      no_voltage_(voltage_plot_),
      no_current_(current_plot_),
      plots_(new QStackedLayout(this)) {
  for (std::size_t k = 0; PlotView* const plot : {&voltage_plot_, &current_plot_}) {
    zooms_[k] = new ZoomWindow(*plot);
    connect(zooms_[k++], &ZoomWindow::changed, this, &VoltagePanel::show_times);
    plots_->addWidget(plot);
    plot->set_x_readout([](double x) { return tr("%1 ms").arg(grouped_number(x, 1)); });
  }
  voltage_plot_.set_titles(tr("time (ms)"), {});
  voltage_plot_.set_margins({voltage_left_px, 12, 20, 40});
  current_plot_.set_titles(tr("time (ms)"), tr("current (pA), inhibitory ones below 0"));
  current_plot_.set_margins({52, 28, 52, 40});
  zero_.set_level(0);
}

QWidget* VoltagePanel::header_control() {
  control_ = new SegmentedControl({"$V$", tr("to E"), tr("to I")});
  control_->setToolTip(
      tr("Potentials of both cells, currents to the E cell, currents to the I cell"));
  control_->setAccessibleName(control_->toolTip());
  control_->set_current(static_cast<int>(shown_));
  connect(control_, &SegmentedControl::picked, this,
          [this](int index) { set_shown(static_cast<Shown>(index)); });
  return control_;
}

void VoltagePanel::set_shown(Shown shown) {
  shown_ = shown;
  reach_.reset();
  if (control_ != nullptr) control_->set_current(static_cast<int>(shown));
  plots_->setCurrentIndex(shown == Shown::voltage ? 0 : 1);
  show_trial();
}

void VoltagePanel::fill_menu(QMenu& menu) {
  ZoomWindow* zoom = zooms_.at(shown_ == Shown::voltage ? 0 : 1);
  QAction* whole = menu.addAction(tr("Show the whole trial"), zoom, &ZoomWindow::show_whole);
  whole->setEnabled(!zoom->is_whole());
}

QByteArray VoltagePanel::save_state() const { return names.at(static_cast<std::size_t>(shown_)); }

void VoltagePanel::restore_state(const QByteArray& state) {
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (state == names[k]) set_shown(static_cast<Shown>(k));
  }
}

void VoltagePanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  network_ = network_of(view);
  chosen_ = view.chosen_cells;
  threshold_mV_ = view.experiment->parameters["V_thresh"];
  trial_name_ = network_trial_name(view);
  show_trial();
}

void VoltagePanel::show_trial() {
  subtitle_ = words();
  no_voltage_.show(network_ == nullptr);
  no_current_.show(network_ == nullptr);
  show_times();
  if (shown_ == Shown::voltage) {
    show_voltages();
  } else {
    show_currents();
  }
}

void VoltagePanel::show_times() {
  if (!network_) return;
  for (std::size_t k = 0; PlotView* const plot : {&voltage_plot_, &current_plot_}) {
    const QRectF& part = zooms_[k++]->part();
    plot->set_x_range(part.left() * network_->duration_ms, part.right() * network_->duration_ms);
  }
}

void VoltagePanel::show_voltages() {
  std::vector<VoltageTrace> traces;
  for (std::size_t k = 0; network_ && k < network_->states.size(); ++k) {
    const int cell = network_->probed[k];
    traces.push_back({.name = cell_name(cell, network_->sizes),
                      .is_E = cell < network_->sizes.E,
                      .mV = samples(*network_, k, &ei::CellState::V, 1),
                      .first_ms = network_->dt_ms,
                      .step_ms = network_->dt_ms,
                      .threshold_mV = threshold_mV_,
                      .spikes_ms = spike_times(*network_, cell)});
  }
  traces_->set_traces(std::move(traces));
  voltage_plot_.refresh();
}

void VoltagePanel::show_currents() {
  const std::size_t probe = shown_ == Shown::currents_E ? 0 : 1;
  double highest = 1;
  const auto show = [&](CurveItem& curve, double ei::CellState::*value, double sign) {
    const bool has_cell = network_ && probe < network_->states.size();
    std::vector<double> pA =
        has_cell ? samples(*network_, probe, value, sign) : std::vector<double>{};
    if (has_cell) curve.set_samples(pA, network_->dt_ms, network_->dt_ms);
    if (!has_cell) curve.clear();
    for (double& current : pA) current = std::abs(current);
    highest =
        std::max(highest, high_quantile(std::move(pA), voltage_shown_part) * voltage_headroom);
  };
  show(from_E_, &ei::CellState::from_E, 1);
  show(from_I_, &ei::CellState::from_I, -1);
  show(adaptation_, &ei::CellState::adapt, -1);
  const double reach = reach_.update(highest);
  current_plot_.set_y_range(-reach, reach);
  current_plot_.refresh();
}

/// The cell whose currents are seen, and what is still to come.
QString VoltagePanel::words() const {
  if (!network_) return {};
  QString words = trial_name_;
  if (shown_ == Shown::voltage) words += tr(" · threshold dashed");
  const std::size_t probe = shown_ == Shown::currents_E ? 0 : 1;
  if (shown_ != Shown::voltage && probe < network_->probed.size())
    words = cell_name(network_->probed[probe], network_->sizes) + " · " + words;
  QStringList coming;
  for (const int cell : chosen_) {
    if (std::ranges::find(network_->probed, cell) == network_->probed.end())
      coming << cell_name(cell, network_->sizes);
  }
  return coming.isEmpty() ? words : tr("%1 from the next trial on").arg(coming.join(", "));
}

}  // namespace homeostat::ui
