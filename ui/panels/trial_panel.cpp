#include "ui/panels/trial_panel.h"

#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <span>

#include "ui/panels/rate_lines.h"

namespace homeostat::ui {

/// A short bar above the plot while the pulse lasts.
class PulseBarItem : public PlotItem {
 public:
  explicit PulseBarItem(PlotView& plot) : PlotItem(plot, layer::label) {}

  void set_duration(double ms) {
    if (ms == duration_ms_) return;
    duration_ms_ = ms;
    update();
  }

  double right() const { return map().x_pixel(0) + width(); }

  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override {
    painter->fillRect(QRectF(map().x_pixel(0), map().area.top() - 18, width(), 4), theme().ink2);
  }

 private:
  double width() const { return std::max(3.0, map().x_pixel(duration_ms_) - map().x_pixel(0)); }
  double duration_ms_ = 0;
};

namespace {

/// After the pulse the circuit rings; the axis is made for what follows.
constexpr double transient_ms = 100;
constexpr double headroom = 1.04;
/// The time before the pulse that is shown, as a part of the time after it.
constexpr double lead = 1.0 / 20;

double highest_after(std::span<const double> samples, std::size_t from) {
  const auto settled = samples.subspan(std::min(from, samples.size()));
  const auto highest = std::max_element(settled.begin(), settled.end());
  return highest == settled.end() || !std::isfinite(*highest) ? 0 : *highest;
}

}  // namespace

TrialPanel::TrialPanel(QWidget* parent)
    : Panel(parent),
      I_(plot_.add_curve(I_pen, I_label())),
      E_(plot_.add_curve(E_pen, E_label())),
      I_set_(add_I_set_line(plot_)),
      E_set_(add_E_set_line(plot_)),
      pulse_(new PulseBarItem(plot_)),
      pulse_label_(plot_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      empty_note_(plot_.add_label([](const Theme& t) { return t.ink2; }, 13)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  plot_.set_margins({44, 28, 44, 40});
  pulse_label_.set_text(tr("pulse"));
  empty_note_.set_text(tr("No trial yet. Play, or step one trial."));
  plot_.set_x_readout([](double x) { return tr("%1 ms").arg(grouped_number(x, 0)); });
}

void TrialPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const lab::ParameterValues& values = view.experiment->parameters;
  const bool has_trace = view.frame != nullptr && !view.frame->trace.E.empty();
  empty_note_.setVisible(!has_trace);
  show_times(values);
  show_rates(values, has_trace ? view.frame->trace : lab::Trace{});
  subtitle_.clear();
  if (has_trace) {
    const QString name = lab::is_online(values) ? tr("second %1") : tr("trial %1");
    subtitle_ = name.arg(grouped_number(static_cast<double>(view.frame->trial), 0));
  }
  plot_.refresh();
}

void TrialPanel::show_times(const lab::ParameterValues& values) {
  const bool is_online = lab::is_online(values);
  const double onset = is_online ? 0 : values["pulse_onset"];
  const double after = is_online ? 1000 : values["trial_duration"] - onset;
  const bool has_pulse = !is_online && values["pulse_amplitude"] != 0;
  plot_.set_x_range(-std::min(onset, after * lead), after);
  plot_.set_titles(is_online ? tr("time in this second (ms)") : tr("time from the pulse (ms)"),
                   tr("rate (Hz)"));
  pulse_->setVisible(has_pulse);
  pulse_->set_duration(values["pulse_duration"]);
  pulse_label_.setVisible(has_pulse);
  pulse_label_.set_pixel({pulse_->right() + 5, plot_.map().area.top() - 16},
                         Qt::AlignLeft | Qt::AlignVCenter);
}

void TrialPanel::show_rates(const lab::ParameterValues& values, const lab::Trace& trace) {
  const double onset = lab::is_online(values) ? 0 : values["pulse_onset"];
  const double dt = trace.dt_ms;
  E_.set_samples(trace.E, dt - onset, dt);
  I_.set_samples(trace.I, dt - onset, dt);
  const ei::Setpoints set = lab::setpoints(values);
  E_set_.set_level(set.E);
  I_set_.set_level(set.I);
  const auto settled =
      static_cast<std::size_t>((onset + values["pulse_duration"] + transient_ms) / dt);
  const double highest = std::max(highest_after(trace.E, settled), highest_after(trace.I, settled));
  plot_.set_y_range(0, top_.update(std::max({set.E * setpoint_headroom, set.I * setpoint_headroom,
                                             highest * headroom})));
  empty_note_.set_value({(plot_.map().x_min + plot_.map().x_max) / 2, plot_.map().y_max / 2}, {},
                        Qt::AlignHCenter | Qt::AlignVCenter);
}

}  // namespace homeostat::ui
