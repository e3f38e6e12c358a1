// The rates of both populations in one trial of a network, in bins.
#pragma once

#include "ui/panels/network_words.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/plots/event_bars_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class BandItem;

class PopulationRatePanel : public Panel {
  Q_OBJECT
 public:
  explicit PopulationRatePanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }
  const BandItem& up_states() const { return *up_states_; }

 private:
  void show_rates(const lab::NetworkTrial* network, const lab::ParameterValues& values);

  PlotView plot_;
  BandItem* up_states_;  // before the curves: it lies under them
  CurveItem& I_;
  CurveItem& E_;
  CurveItem& I_set_;
  CurveItem& E_set_;
  EventBarsItem* events_;
  EmptyNote empty_note_;
  RunWatch run_;
  SteadyLimit top_;
  QString subtitle_;
};

}  // namespace homeostat::ui
