// Values across the trials of a run: what the panels of averages and of weights have in common.
#pragma once

#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/panels/trial_history.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

/// Of a level that curves are seen against.
QPen limit_pen(const Theme& theme);

class HistoryPanel : public Panel {
  Q_OBJECT
 public:
  struct Series {
    std::function<double(const lab::TrialRow&)> value;
    PenOf pen;
    CurveLabel label;
  };

  HistoryPanel(const QString& y_markup, std::vector<Series> series, QWidget* parent);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  PlotView& plot() { return plot_; }

 protected:
  /// Setpoints, notes: whatever a panel adds to its curves; what set_subtitle() is not told is
  /// empty. Called with every view.
  virtual void show_more(const View& view) = 0;
  void set_subtitle(const QString& words) { subtitle_ = words; }
  /// The vertical axis reaches at least this far.
  virtual double least_top(const View&) const { return 0; }
  /// The vertical axis: from 0 to beyond what is shown, unless a panel has another.
  virtual std::pair<double, double> y_range(const View& view);
  const TrialHistory& history() const { return history_; }
  /// A few trials may leave the frame above this, rather than flatten all others.
  virtual double outlier_limit(const View&) const {
    return std::numeric_limits<double>::infinity();
  }
  /// What stood before the first trial, where that is known: one value for each curve, or none.
  virtual std::vector<double> values_before(const lab::Run&) const { return {}; }
  /// Looks at the trial there, if it has been run.
  void pick(double x);

 private:
  void begin(const lab::Run* run);
  void show_range(const View& view);
  double highest_shown(const View& view) const;
  double trials_done() const { return static_cast<double>(follower_.rows_seen()); }

  PlotView plot_;
  std::vector<Series> series_;
  std::vector<CurveItem*> curves_;
  LabelItem& empty_note_;
  TrialHistory history_;
  RunFollower follower_;
  SteadyLimit top_;
  std::vector<double> values_;
  QString subtitle_;
  bool begins_at_zero_ = false;
  bool counts_seconds_ = false;
};

}  // namespace homeostat::ui
