// How much excitation and how much inhibition each unit may receive: sums of the weights onto it.
#pragma once

#include "ui/panels/network_words.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class ScatterItem;
class SelectionDrag;

/// Now, and in grey before the first trial; of rate units also the ways between, and the lines on
/// which they are at their setpoints when all others are. A drag marks the cells in a rectangle. A
/// click marks a rate unit; a spiking cell it chooses for the voltage, and marks it with Ctrl.
class BalancePanel : public Panel {
  Q_OBJECT
 public:
  explicit BalancePanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }
  const ScatterItem& scatter() const { return *scatter_; }

 private:
  void begin(const View& view);
  void show_cells(const lab::NetworkTrial& network);
  void show_ways(const lab::UnitHistory::Moments& moments, std::int64_t until_trial);
  void show_theory(const lab::ParameterValues& values);
  std::vector<QPointF> points_of(const std::vector<ei::Rates>& inputs) const;
  void pick(QPointF value, bool changes);

  PlotView plot_;
  ScatterItem* scatter_;
  LabelItem& key_;
  EmptyNote empty_note_;
  SelectionDrag* selection_;
  RunWatch run_;
  SteadyLimit right_, top_;
  std::shared_ptr<const lab::NetworkTrial> network_;
  QRectF start_;  ///< around all points before the first trial
  bool are_rate_units_ = false;
  QString subtitle_;
};

}  // namespace homeostat::ui
