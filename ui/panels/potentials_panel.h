// What the neuron answers to each pattern under both solutions, side by side, with the reach of the
// noise [balance, Fig. 1].
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "core/lab/selective_answer.h"
#include "ui/panels/panel.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class PotentialsItem;

class PotentialsPanel : public Panel {
  Q_OBJECT
 public:
  explicit PotentialsPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }

  /// 0: the largest output margin, 1: the largest input margin.
  const PotentialsItem& potentials(std::size_t k) const { return *sides_[k].patterns; }
  PlotView& plot(std::size_t k) { return sides_[k].plot; }

 private:
  struct Side {
    PlotView plot;
    PotentialsItem* patterns = nullptr;
    LabelItem* margin = nullptr;
  };
  void show_answer();
  void show_side(Side& side, const lab::NeuronSolution& solution);

  std::array<Side, 2> sides_;
  std::shared_ptr<const lab::SelectiveAnswer> answer_;
  std::optional<lab::ParameterValues> values_;
  QString subtitle_;
};

}  // namespace homeostat::ui
