#include "ui/panels/population_rate_panel.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/rate_lines.h"
#include "ui/plots/band_item.h"

namespace homeostat::ui {
namespace {

constexpr double bins_headroom = 1.04;

/// "up-state 0.84 s", "up-state 1.38 s, to the end", "no up-state".
QString up_words(const ei::TrialRates& rates) {
  if (rates.up.empty()) return QObject::tr("no up-state");
  const QString words =
      rates.up.size() == 1
          ? QObject::tr("up-state %1 s").arg(rates.duration_s, 0, 'f', 2)
          : QObject::tr("%1 up-states, %2 s").arg(rates.up.size()).arg(rates.duration_s, 0, 'f', 2);
  return rates.lasts_to_end ? QObject::tr("%1, to the end").arg(words) : words;
}

}  // namespace

PopulationRatePanel::PopulationRatePanel(QWidget* parent)
    : Panel(parent),
      up_states_(
          new BandItem(plot_, [](const Theme& t) { return t.is_dark ? t.raised : t.sunken; })),
      I_(plot_.add_curve(I_pen, I_label())),
      E_(plot_.add_curve(E_pen, E_label())),
      I_set_(add_I_set_line(plot_)),
      E_set_(add_E_set_line(plot_)),
      events_(new EventBarsItem(plot_)),
      empty_note_(plot_) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  plot_.set_titles(tr("time (ms)"), tr("rate (Hz), bins of %1 ms").arg(ei::rate_bin_ms));
  plot_.set_x_readout([](double x) { return tr("%1 ms").arg(grouped_number(x, 0)); });
}

void PopulationRatePanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const lab::ParameterValues& values = view.experiment->parameters;
  const auto network = network_of(view);
  if (run_.is_new(view.frame != nullptr ? view.frame->run : nullptr)) top_.reset();
  events_->set_bars(network_bars(view));
  const QMarginsF margins(44, events_->room_above(), 44, 40);
  if (margins != plot_.margins()) plot_.set_margins(margins);
  plot_.set_x_range(0, network ? network->duration_ms : values["trial_duration"]);
  show_rates(network.get(), values);
  empty_note_.show(network == nullptr);
  subtitle_.clear();
  if (network) subtitle_ = network_trial_name(view) + " · " + up_words(network->rates);
  plot_.refresh();
}

void PopulationRatePanel::show_rates(const lab::NetworkTrial* network,
                                     const lab::ParameterValues& values) {
  const ei::BinnedRates none;
  const ei::BinnedRates& rates = network != nullptr ? network->rates.bins : none;
  E_.set_samples(rates.E, ei::rate_bin_ms / 2, ei::rate_bin_ms);
  I_.set_samples(rates.I, ei::rate_bin_ms / 2, ei::rate_bin_ms);
  std::vector<Band> bands;
  if (network != nullptr) {
    for (const ei::UpState& up : network->rates.up) bands.push_back({up.onset, up.end});
  }
  up_states_->set_bands(std::move(bands));
  const ei::Setpoints set = lab::setpoints(values);
  E_set_.set_level(set.E);
  I_set_.set_level(set.I);
  double highest = std::max(set.E, set.I) * setpoint_headroom;
  for (const auto* bins : {&rates.E, &rates.I}) {
    for (const double rate : *bins) highest = std::max(highest, rate * bins_headroom);
  }
  plot_.set_y_range(0, top_.update(highest));
}

}  // namespace homeostat::ui
