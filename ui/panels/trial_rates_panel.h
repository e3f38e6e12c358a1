// The rates of both populations within one trial of a network, with setpoints and events: what the
// panels of spiking cells and of rate units have in common.
#pragma once

#include "ui/panels/network_words.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/plots/event_bars_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class TrialRatesPanel : public Panel {
  Q_OBJECT
 public:
  explicit TrialRatesPanel(QWidget* parent);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }

 protected:
  /// Another run: what was shown is of the one before.
  virtual void begin() {}
  /// Null: before the first trial.
  virtual void show_trial(const std::shared_ptr<const lab::NetworkTrial>& trial) = 0;
  /// What the subtitle says besides the trial.
  virtual QString words(const lab::NetworkTrial&) const { return {}; }
  /// The axis of rates reaches there, and above both setpoints.
  void show_up_to(double highest);
  CurveItem& E() { return E_; }
  CurveItem& I() { return I_; }

 private:
  PlotView plot_;
  CurveItem& I_;
  CurveItem& E_;
  CurveItem& I_set_;
  CurveItem& E_set_;
  EventBarsItem* events_;
  EmptyNote empty_note_;
  RunWatch run_;
  ei::Setpoints set_{};
  SteadyLimit top_;
  QString subtitle_;
};

}  // namespace homeostat::ui
