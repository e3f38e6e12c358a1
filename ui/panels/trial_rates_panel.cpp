#include "ui/panels/trial_rates_panel.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/rate_lines.h"

namespace homeostat::ui {

TrialRatesPanel::TrialRatesPanel(QWidget* parent)
    : Panel(parent),
      I_(plot_.add_curve(I_pen, I_label())),
      E_(plot_.add_curve(E_pen, E_label())),
      I_set_(add_I_set_line(plot_)),
      E_set_(add_E_set_line(plot_)),
      events_(new EventBarsItem(plot_)),
      empty_note_(plot_) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  plot_.set_x_readout([](double x) { return tr("%1 ms").arg(grouped_number(x, 0)); });
}

void TrialRatesPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const lab::ParameterValues& values = view.experiment->parameters;
  const auto network = network_of(view);
  if (run_.is_new(view.frame != nullptr ? view.frame->run : nullptr)) {
    top_.reset();
    begin();
  }
  events_->set_bars(network_bars(view));
  const QMarginsF margins(44, events_->room_above(), 44, 40);
  if (margins != plot_.margins()) plot_.set_margins(margins);
  plot_.set_x_range(0, network ? network->duration_ms : values["trial_duration"]);
  set_ = lab::setpoints(values);
  E_set_.set_level(set_.E);
  I_set_.set_level(set_.I);
  show_trial(network);
  empty_note_.show(network == nullptr);
  subtitle_.clear();
  if (network) subtitle_ = network_trial_name(view) + words(*network);
  plot_.refresh();
}

void TrialRatesPanel::show_up_to(double highest) {
  const double least = std::max(set_.E, set_.I) * setpoint_headroom;
  plot_.set_y_range(0, top_.update(std::max(least, highest)));
}

}  // namespace homeostat::ui
