// E and I of the steady state against one weight, the naive expectation, and the asymptote, each
// with its name.
#pragma once

#include <vector>

#include "core/ei/steady_sweep.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class PathItem;

class SteadyLines {
 public:
  explicit SteadyLines(PlotView& plot);

  /// Over the range of weights that the plot has.
  void show(const ei::Circuit& now, ei::WeightClass c);
  /// Names stand beside their lines, apart from what is `taken`.
  void place_names(std::vector<QRectF> taken);

  const PathItem& excitatory() const { return *E_; }
  const PathItem& inhibitory() const { return *I_; }
  /// The stretches that are not stable, thin.
  const PathItem& unstable_inhibitory() const { return *I_unstable_; }
  const PathItem& naive() const { return *naive_; }
  const PathItem& asymptote() const { return *asymptote_; }
  const LabelItem& naive_name() const { return naive_name_; }

 private:
  void show_asymptote(const ei::Circuit& now, ei::WeightClass c);

  PlotView& plot_;
  PathItem *asymptote_, *naive_, *I_unstable_, *E_unstable_, *I_, *E_;
  LabelItem &E_name_, &I_name_, &naive_name_, &asymptote_name_, &legend_;
  /// The naive line has a step at the present weight, where its name stands.
  bool has_step_ = false;
  double step_at_ = 0;
};

}  // namespace homeostat::ui
