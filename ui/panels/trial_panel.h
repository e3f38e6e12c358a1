// E(t) and I(t) of one trial, from the pulse.
#pragma once

#include "ui/panels/panel.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class PulseBarItem;

class TrialPanel : public Panel {
  Q_OBJECT
 public:
  explicit TrialPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }

 private:
  void show_times(const lab::ParameterValues& values);
  void show_rates(const lab::ParameterValues& values, const lab::Trace& trace);

  PlotView plot_;
  CurveItem& I_;
  CurveItem& E_;
  CurveItem& I_set_;
  CurveItem& E_set_;
  PulseBarItem* pulse_;
  LabelItem& pulse_label_;
  LabelItem& empty_note_;
  SteadyLimit top_;
  QString subtitle_;
};

}  // namespace homeostat::ui
