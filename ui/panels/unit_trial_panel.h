// Rates of single units in one trial: thin lines, the means of both populations thick.
#pragma once

#include "ui/panels/trial_rates_panel.h"
#include "ui/panels/unit_bundle.h"

namespace homeostat::ui {

class UnitTrialPanel : public TrialRatesPanel {
  Q_OBJECT
 public:
  explicit UnitTrialPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  const UnitBundle& units() const { return *units_; }

 protected:
  void begin() override;
  void show_trial(const std::shared_ptr<const lab::NetworkTrial>& trial) override;

 private:
  UnitBundle* units_;
  std::shared_ptr<const lab::NetworkTrial> network_;
};

}  // namespace homeostat::ui
