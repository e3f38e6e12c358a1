// Rates of single units in one trial: thin lines, the means of both populations thick.
#pragma once

#include "ui/panels/network_words.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/panels/unit_bundle.h"
#include "ui/plots/event_bars_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class UnitTrialPanel : public Panel {
  Q_OBJECT
 public:
  explicit UnitTrialPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }
  const UnitBundle& units() const { return *units_; }

 private:
  void show_trial(const View& view);

  PlotView plot_;
  UnitBundle* units_;  // before the means: they lie over it
  CurveItem& I_;
  CurveItem& E_;
  CurveItem& I_set_;
  CurveItem& E_set_;
  EventBarsItem* events_;
  EmptyNote empty_note_;
  RunWatch run_;
  SteadyLimit top_;
  std::shared_ptr<const lab::NetworkTrial> network_;
  QString subtitle_;
};

}  // namespace homeostat::ui
