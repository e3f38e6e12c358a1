#include "ui/panels/unit_trial_panel.h"

#include <algorithm>

namespace homeostat::ui {
namespace {

constexpr double top_headroom = 1.1;
/// The axis holds nearly all that happens after the pulse; it and the overshoot may leave the
/// frame.
constexpr double rates_inside = 0.995;

std::shared_ptr<const Bundle> trial_bundle(const lab::NetworkTrial& trial) {
  const ei::UnitSamples& samples = trial.samples;
  auto bundle = std::make_shared<Bundle>();
  bundle->samples = samples.count();
  bundle->E_count = trial.sizes.E;
  bundle->x_step = static_cast<double>(samples.every) * trial.dt_ms;
  bundle->x_first = bundle->x_step;
  bundle->values.reserve(samples.rates.size());
  for (int unit = 0; unit < trial.sizes.all(); ++unit) {
    for (std::size_t k = 0; k < samples.count(); ++k) bundle->values.push_back(samples.at(k, unit));
  }
  return bundle;
}

/// What nearly all rates of the trial stay below.
double usual_top(const ei::UnitSamples& samples) {
  return high_quantile({samples.rates.begin(), samples.rates.end()}, rates_inside);
}

}  // namespace

UnitTrialPanel::UnitTrialPanel(QWidget* parent)
    : TrialRatesPanel(parent), units_(new UnitBundle(plot(), *this)) {
  plot().set_titles(tr("time (ms)"), tr("rate (Hz)"));
  plot().set_x_readout([this](double x) {
    const QString unit = network_ ? units_->words(network_->sizes) : QString();
    return unit.isEmpty() ? tr("%1 ms").arg(grouped_number(x, 0)) : unit;
  });
}

void UnitTrialPanel::show_view(const View& view) {
  units_->set_marked(view.selection);
  TrialRatesPanel::show_view(view);
}

void UnitTrialPanel::begin() {
  network_.reset();
  units_->set(nullptr);
  E().clear();
  I().clear();
}

void UnitTrialPanel::show_trial(const std::shared_ptr<const lab::NetworkTrial>& trial) {
  if (!trial || trial == network_) return;
  network_ = trial;
  const ei::UnitSamples& samples = trial->samples;
  const double step = static_cast<double>(samples.every) * trial->dt_ms;
  units_->set(trial_bundle(*trial));
  E().set_samples(samples.mean_E, step, step);
  I().set_samples(samples.mean_I, step, step);
  show_up_to(usual_top(samples) * top_headroom);
}

}  // namespace homeostat::ui
