#include "ui/panels/population_rate_panel.h"

#include <algorithm>

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
    : TrialRatesPanel(parent),
      up_states_(
          new BandItem(plot(), [](const Theme& t) { return t.is_dark ? t.raised : t.sunken; })) {
  plot().set_titles(tr("time (ms)"), tr("rate (Hz), bins of %1 ms").arg(ei::rate_bin_ms));
}

QString PopulationRatePanel::words(const lab::NetworkTrial& trial) const {
  return " · " + up_words(trial.rates);
}

void PopulationRatePanel::show_trial(const std::shared_ptr<const lab::NetworkTrial>& trial) {
  const ei::BinnedRates none;
  const ei::BinnedRates& rates = trial ? trial->rates.bins : none;
  E().set_samples(rates.E, ei::rate_bin_ms / 2, ei::rate_bin_ms);
  I().set_samples(rates.I, ei::rate_bin_ms / 2, ei::rate_bin_ms);
  std::vector<Band> bands;
  if (trial) {
    for (const ei::UpState& up : trial->rates.up) bands.push_back({up.onset, up.end});
  }
  up_states_->set_bands(std::move(bands));
  double highest = 0;
  for (const auto* bins : {&rates.E, &rates.I}) {
    for (const double rate : *bins) highest = std::max(highest, rate * bins_headroom);
  }
  show_up_to(highest);
}

}  // namespace homeostat::ui
