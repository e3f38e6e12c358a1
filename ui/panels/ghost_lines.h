// The trial without its change, grey under the trial, and what the change did.
#pragma once

#include <optional>

#include "core/lab/perturbation.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

/// To be made before the curves of the trial, which are to lie on top.
class GhostLines {
 public:
  explicit GhostLines(PlotView& plot);

  /// The ghost of a trial with this trace, whose axis begins at `onset_ms`. An empty one shows
  /// nothing.
  void show(const lab::Ghost& ghost, const lab::Trace& trace, double onset_ms);
  /// The names stand by the plot's scales: to be called when these are set.
  void place();

  bool is_visible() const { return is_visible_; }
  /// Factor on the height of an axis so that the words stand clear of what fills the rest.
  double headroom() const;
  const CurveItem& excitatory() const { return E_; }
  const CurveItem& inhibitory() const { return I_; }
  const LabelItem& name() const { return name_; }
  const LabelItem& words() const { return words_; }

 private:
  /// Where the trial parts from its ghost, and between which rates I of the ghost is there.
  struct Parting {
    double middle_ms = 0;  ///< on the axis
    double low = 0, high = 0;
    bool is_trial_below = true;
  };

  void find_parting(const lab::Ghost& ghost, const lab::Trace& trace, double onset_ms);
  void write_words(double onset_ms);
  void place_name();

  PlotView& plot_;
  CurveItem &I_, &E_;
  LabelItem &name_, &words_;
  bool is_visible_ = false;
  std::optional<lab::ChangeEffect> effect_;
  Parting parting_;
};

}  // namespace homeostat::ui
