// The rates of both populations in one trial of a spiking network, in bins.
#pragma once

#include "ui/panels/trial_rates_panel.h"

namespace homeostat::ui {

class BandItem;

class PopulationRatePanel : public TrialRatesPanel {
  Q_OBJECT
 public:
  explicit PopulationRatePanel(QWidget* parent = nullptr);

  const BandItem& up_states() const { return *up_states_; }

 protected:
  void show_trial(const std::shared_ptr<const lab::NetworkTrial>& trial) override;
  QString words(const lab::NetworkTrial& trial) const override;

 private:
  BandItem* up_states_;
};

}  // namespace homeostat::ui
