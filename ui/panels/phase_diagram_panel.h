// Which kind of solution there is, by load and share of excitatory inputs, with the experiment as a
// point that can be dragged [balance, Fig. 2a].
#pragma once

#include <array>
#include <memory>

#include "core/lab/selective_theory.h"
#include "ui/panels/panel.h"
#include "ui/plots/place_view.h"

namespace homeostat::ui {

class FillItem;
class PathItem;

class PhaseDiagramPanel : public Panel {
  Q_OBJECT
 public:
  explicit PhaseDiagramPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }

  PlaceView& plot() { return plot_; }
  /// What stands beside the point.
  QString place_words() const { return here_.text(); }

 private:
  void show_diagram();
  void place_names();
  void show_readout();

  PlaceView plot_;
  FillItem* fills_;
  PathItem *alpha_c_, *alpha_b_, *cross_;
  LabelItem &here_, &balanced_, &unbalanced_, &none_;
  std::shared_ptr<const lab::SelectiveTheory> theory_;
  QString subtitle_;
};

}  // namespace homeostat::ui
