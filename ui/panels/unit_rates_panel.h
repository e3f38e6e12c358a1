// How the units' rates are distributed: in one trial, and averaged over trials.
#pragma once

#include "ui/panels/network_words.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class HistogramItem;

/// A drag marks the cells whose averaged rates lie in a stretch of the axis.
class UnitRatesPanel : public Panel {
  Q_OBJECT
 public:
  explicit UnitRatesPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }
  const HistogramItem& averages_of_E() const { return *E_average_; }
  const HistogramItem& averages_of_I() const { return *I_average_; }

 private:
  void show_trial(const View& view);
  void show_selection(const View& view);
  void select(double low, double high, bool changes);
  void place_names();

  PlotView plot_;
  HistogramItem *E_average_, *I_average_, *E_trial_, *I_trial_, *selected_;
  LabelItem &E_name_, &I_name_, &key_;
  EmptyNote empty_note_;
  RunWatch run_;
  SteadyLimit widest_, highest_;
  ei::Setpoints set_;
  std::int64_t shown_trial_ = 0;
  std::shared_ptr<const lab::NetworkTrial> network_;
  QString cv_, subtitle_;
};

}  // namespace homeostat::ui
