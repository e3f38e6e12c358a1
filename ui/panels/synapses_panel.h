// How strong the neuron's synapses are, and how many are silent, beside what theory says [balance,
// Fig. S2c; S.139].
#pragma once

#include <array>
#include <memory>

#include "core/lab/selective_answer.h"
#include "core/lab/selective_theory.h"
#include "ui/panels/panel.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class HistogramItem;
class PathItem;

class SynapsesPanel : public Panel {
  Q_OBJECT
 public:
  explicit SynapsesPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }

  /// 0: excitatory, 1: inhibitory.
  const HistogramItem& histogram(std::size_t k) const { return *counts_[k]; }
  QString words(std::size_t k) const { return silent_[k]->text(); }

 private:
  void show_weights(const lab::NeuronSolution& solution);
  void show_theory();

  PlotView plot_;
  std::array<HistogramItem*, 2> counts_{};
  std::array<PathItem*, 2> laws_{};
  std::array<LabelItem*, 2> silent_{};
  std::shared_ptr<const lab::SelectiveAnswer> answer_;
  std::shared_ptr<const lab::SelectiveTheory> theory_;
  bool is_of_out_ = true;
  double bin_width_ = 1;
  std::array<double, 2> synapses_{};  ///< how many there are
  QString subtitle_;
};

}  // namespace homeostat::ui
