// The phase plane: E across, I up, nullclines, flow, fixed points, and the trial's way through it.
#pragma once

#include <array>
#include <optional>

#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class MarkerItem;
class PathItem;
class VectorFieldItem;

class PhasePanel : public Panel {
  Q_OBJECT
 public:
  explicit PhasePanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }
  /// Names of the two nullclines, for tests.
  std::array<const LabelItem*, 2> nullcline_names() const { return {&E_name_, &I_name_}; }

 private:
  /// What the picture is of, apart from the trace.
  struct Circuit {
    ei::RateParameters parameters;
    ei::Weights weights;
    ei::Setpoints setpoints;
    ei::Rates largest;
    bool operator==(const Circuit&) const = default;
  };

  void show_trace(const View& view);
  void show_circuit(const Circuit& circuit);
  void place_names();
  void show_fixed_points();
  void show_readout();

  PlotView plot_;
  VectorFieldItem* flow_;
  PathItem *E_nullcline_, *I_nullcline_, *trajectory_;
  MarkerItem *setpoint_, *fixed_points_;
  LabelItem &E_name_, &I_name_, &setpoint_name_, &legend_;
  SteadyLimit E_top_, I_top_;
  RunWatch run_;
  std::optional<Circuit> circuit_;
  QString subtitle_;
};

}  // namespace homeostat::ui
