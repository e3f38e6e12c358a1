#include "ui/panels/unit_trial_panel.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/rate_lines.h"

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
    : Panel(parent),
      units_(new UnitBundle(plot_, *this)),
      I_(plot_.add_curve(I_pen, I_label())),
      E_(plot_.add_curve(E_pen, E_label())),
      I_set_(add_I_set_line(plot_)),
      E_set_(add_E_set_line(plot_)),
      events_(new EventBarsItem(plot_)),
      empty_note_(plot_) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  plot_.set_titles(tr("time (ms)"), tr("rate (Hz)"));
  plot_.set_x_readout([this](double x) {
    const QString unit = network_ ? units_->words(network_->sizes) : QString();
    return unit.isEmpty() ? tr("%1 ms").arg(grouped_number(x, 0)) : unit;
  });
}

void UnitTrialPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  if (run_.is_new(view.frame != nullptr ? view.frame->run : nullptr)) {
    top_.reset();
    network_.reset();
    units_->set(nullptr);
    E_.clear();
    I_.clear();
  }
  const auto network = network_of(view);
  events_->set_bars(network_bars(view));
  const QMarginsF margins(44, events_->room_above(), 44, 40);
  if (margins != plot_.margins()) plot_.set_margins(margins);
  plot_.set_x_range(0,
                    network ? network->duration_ms : view.experiment->parameters["trial_duration"]);
  const ei::Setpoints set = lab::setpoints(view.experiment->parameters);
  E_set_.set_level(set.E);
  I_set_.set_level(set.I);
  if (network && network != network_) {
    network_ = network;
    show_trial(view);
  }
  units_->set_marked(view.selection);
  empty_note_.show(network == nullptr);
  subtitle_ = network ? network_trial_name(view) : QString();
  plot_.refresh();
}

void UnitTrialPanel::show_trial(const View& view) {
  const ei::UnitSamples& samples = network_->samples;
  const double step = static_cast<double>(samples.every) * network_->dt_ms;
  units_->set(trial_bundle(*network_));
  E_.set_samples(samples.mean_E, step, step);
  I_.set_samples(samples.mean_I, step, step);
  const ei::Setpoints set = lab::setpoints(view.experiment->parameters);
  const double least = std::max(set.E, set.I) * setpoint_headroom;
  plot_.set_y_range(0, top_.update(std::max(least, usual_top(samples) * top_headroom)));
}

}  // namespace homeostat::ui
