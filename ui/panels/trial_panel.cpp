#include "ui/panels/trial_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>

#include "ui/panels/rate_lines.h"
#include "ui/panels/trial_words.h"

namespace homeostat::ui {

namespace {

/// After the pulse the circuit rings; the axis is made for what follows.
constexpr double transient_ms = 100;
constexpr double trial_headroom = 1.04;
/// The time before the pulse that is shown, as a part of the time after it.
constexpr double trial_lead = 1.0 / 20;

double onset_ms(const lab::ParameterValues& values) {
  return lab::is_online(values) ? 0 : values["pulse_onset"];
}

/// In the colours of the weight, or of the population that the input drives.
EventBar bar_of(const lab::Overlay& change, const lab::ParameterValues& values) {
  const double dt = values["dt"];
  const double onset = onset_ms(values);
  EventBar bar{static_cast<double>(change.first_step) * dt - onset,
               static_cast<double>(change.end_step) * dt - onset, change_markup(change.event)};
  const struct {
    std::string_view symbol;
    QColor Theme::*line;
    QColor Theme::*text;
  } coloured[]{{"W_EE", &Theme::W_EE, &Theme::W_EE_text}, {"W_EI", &Theme::W_EI, &Theme::W_EI_text},
               {"W_IE", &Theme::W_IE, &Theme::W_IE_text}, {"W_II", &Theme::W_II, &Theme::W_II_text},
               {"I_ext", &Theme::E, &Theme::E_text},      {"I_ext_I", &Theme::I, &Theme::I_text}};
  for (const auto& entry : coloured) {
    if (entry.symbol != change.event.symbol) continue;
    bar.line = entry.line;
    bar.text = entry.text;
  }
  return bar;
}

double highest_after(std::span<const double> samples, std::size_t from) {
  const auto settled = samples.subspan(std::min(from, samples.size()));
  const auto highest = std::max_element(settled.begin(), settled.end());
  return highest == settled.end() || !std::isfinite(*highest) ? 0 : *highest;
}

}  // namespace

TrialPanel::TrialPanel(QWidget* parent)
    : Panel(parent),
      ghost_(plot_),
      I_(plot_.add_curve(I_pen, I_label())),
      E_(plot_.add_curve(E_pen, E_label())),
      I_set_(add_I_set_line(plot_)),
      E_set_(add_E_set_line(plot_)),
      events_(new EventBarsItem(plot_)),
      empty_note_(plot_.add_label([](const Theme& t) { return t.ink2; }, 13)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  plot_.set_x_readout([](double x) { return tr("%1 ms").arg(grouped_number(x, 0)); });
}

void TrialPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const lab::ParameterValues& values = view.experiment->parameters;
  if (run_.is_new(view.frame != nullptr ? view.frame->run : nullptr)) top_.reset();
  const bool has_trial = view.frame != nullptr && !view.frame->trace.E.empty();
  const bool has_trace = has_trial && is_trace_kept(view);
  empty_note_.setVisible(!has_trace);
  empty_note_.set_text(has_trial ? tr("The trace of a past second is not kept.")
                                 : tr("No trial yet. Play, or step one trial."));
  show_times(values);
  show_events(view);
  if (has_trace) {
    show_rates(values, view.frame->trace, view.frame->ghost);
  } else {
    show_rates(values, {}, {});
  }
  subtitle_.clear();
  if (has_trial)
    subtitle_ = trial_subtitle(view, has_trace ? view.frame->trial : view.cursor_trial);
  plot_.refresh();
}

void TrialPanel::show_times(const lab::ParameterValues& values) {
  const bool is_online = lab::is_online(values);
  const double onset = onset_ms(values);
  const double after = is_online ? 1000 : values["trial_duration"] - onset;
  plot_.set_x_range(-std::min(onset, after * trial_lead), after);
  plot_.set_titles(is_online ? tr("time in this second (ms)") : tr("time from the pulse (ms)"),
                   tr("rate (Hz)"));
}

void TrialPanel::show_events(const View& view) {
  const lab::ParameterValues& values = view.experiment->parameters;
  std::vector<EventBar> bars;
  if (!lab::is_online(values) && values["pulse_amplitude"] != 0)
    bars.push_back({0, values["pulse_duration"], tr("pulse")});
  const std::int64_t steps = steps_of_trial(values);
  for (const lab::Overlay& change : view.changes) {
    if (!covers_trial(change, steps)) bars.push_back(bar_of(change, values));
  }
  std::stable_sort(bars.begin(), bars.end(),
                   [](const EventBar& a, const EventBar& b) { return a.from < b.from; });
  events_->set_bars(std::move(bars));
  const QMarginsF margins(44, events_->room_above(), 44, 40);
  if (margins != plot_.margins()) plot_.set_margins(margins);
}

void TrialPanel::show_rates(const lab::ParameterValues& values, const lab::Trace& trace,
                            const lab::Ghost& ghost) {
  const double onset = onset_ms(values);
  const double dt = trace.dt_ms;
  E_.set_samples(trace.E, dt - onset, dt);
  I_.set_samples(trace.I, dt - onset, dt);
  ghost_.show(ghost, trace, onset);
  const ei::Setpoints set = lab::setpoints(values);
  E_set_.set_level(set.E);
  I_set_.set_level(set.I);
  const auto settled =
      static_cast<std::size_t>((onset + values["pulse_duration"] + transient_ms) / dt);
  double highest = 0;
  for (const auto* samples : {&trace.E, &trace.I, &ghost.trace.E, &ghost.trace.I})
    highest = std::max(highest, highest_after(*samples, settled));
  plot_.set_y_range(0, top_.update(std::max({set.E * setpoint_headroom, set.I * setpoint_headroom,
                                             highest * trial_headroom * ghost_.headroom()})));
  ghost_.place();
  empty_note_.set_value({(plot_.map().x_min + plot_.map().x_max) / 2, plot_.map().y_max / 2}, {},
                        Qt::AlignHCenter | Qt::AlignVCenter);
}

}  // namespace homeostat::ui
