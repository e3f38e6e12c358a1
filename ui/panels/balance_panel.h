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

/// Now, and in grey before the first trial. A click chooses a cell, for the voltage; a drag
/// marks those in a rectangle, a click with Ctrl one more.
class BalancePanel : public Panel {
  Q_OBJECT
 public:
  explicit BalancePanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }
  const ScatterItem& scatter() const { return *scatter_; }

 private:
  void show_cells(const lab::NetworkTrial& network);
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
  QString subtitle_;
};

}  // namespace homeostat::ui
