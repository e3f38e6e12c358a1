// How the single weights of each class are distributed.
#pragma once

#include <array>

#include "ui/panels/network_words.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class HistogramItem;

class UnitWeightsPanel : public Panel {
  Q_OBJECT
 public:
  explicit UnitWeightsPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }
  const HistogramItem& of_class(ei::WeightClass c) const { return *classes_.at(c); }

 private:
  void show_weights(const lab::WeightSample& sample);
  void place_names();

  PlotView plot_;
  std::array<HistogramItem*, 4> classes_{};
  std::array<LabelItem*, 4> names_{};
  EmptyNote empty_note_;
  RunWatch run_;
  SteadyLimit widest_, highest_;
  std::shared_ptr<const lab::NetworkTrial> network_;
  QString subtitle_;
};

}  // namespace homeostat::ui
