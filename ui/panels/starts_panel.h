// The experiment from many starts, in the background: average rates of each across trials, and how
// many come to their setpoints [paradox, Figs. 5G-H, 6G-H, S7].
#pragma once

#include "core/lab/many_starts.h"
#include "ui/panels/panel.h"
#include "ui/plots/bundle_item.h"
#include "ui/plots/plot_view.h"

class QPushButton;

namespace homeostat::ui {

class SegmentedControl;
class TaskStrip;

class StartsPanel : public Panel {
  Q_OBJECT
 public:
  explicit StartsPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  bool is_settled() const override { return !is_running_; }
  void begin_for_paper() override;
  QWidget* header_control() override;
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;

  PlotView& plot() { return plot_; }
  const BundleItem& starts() const { return *bundle_; }
  QPushButton& button();
  QString words() const;
  bool is_running() const { return is_running_; }

 private:
  void choose_count(int index);
  void begin_or_stop();
  void take();
  void show_answer();
  void show_state();
  std::size_t count() const;

  PlotView plot_;
  BundleItem* bundle_;
  CurveItem& I_set_;
  CurveItem& E_set_;
  SegmentedControl* control_ = nullptr;
  TaskStrip* strip_;
  int chosen_count_ = 1;
  std::optional<lab::Experiment> present_;  ///< on the table
  std::optional<lab::Experiment> asked_;    ///< whose starts are shown
  bool is_running_ = false;
  lab::SoFar<lab::EnsembleAnswer> so_far_;
  QString subtitle_;
  lab::EnsembleTask task_;  // last: it calls back
};

}  // namespace homeostat::ui
