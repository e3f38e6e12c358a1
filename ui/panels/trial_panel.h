// E(t) and I(t) of one trial, from the pulse; grey under them what it would have been without its
// changes.
#pragma once

#include "ui/panels/ghost_lines.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/plots/event_bars_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class TrialPanel : public Panel {
  Q_OBJECT
 public:
  explicit TrialPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }
  bool has_trace() const { return !empty_note_.isVisible(); }
  const EventBarsItem& events() const { return *events_; }
  const GhostLines& ghost() const { return ghost_; }

 private:
  void show_times(const lab::ParameterValues& values);
  void show_events(const View& view);
  void show_rates(const lab::ParameterValues& values, const lab::Trace& trace,
                  const lab::Ghost& ghost);

  PlotView plot_;
  GhostLines ghost_;  // before the curves: it lies under them
  CurveItem& I_;
  CurveItem& E_;
  CurveItem& I_set_;
  CurveItem& E_set_;
  EventBarsItem* events_;
  LabelItem& empty_note_;
  RunWatch run_;
  SteadyLimit top_;
  QString subtitle_;
};

}  // namespace homeostat::ui
