// How many patterns fit, found by bisection in random problems of this size, beside the theory of
// infinitely many inputs [balance, Fig. S1].
#pragma once

#include <array>
#include <memory>

#include "core/lab/capacity_search.h"
#include "core/lab/selective_theory.h"
#include "ui/panels/panel.h"
#include "ui/plots/plot_view.h"

class QPushButton;

namespace homeostat::ui {

class ErrorDotsItem;
class PathItem;
class TaskStrip;

class CapacityPanel : public Panel {
  Q_OBJECT
 public:
  explicit CapacityPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  bool is_settled() const override { return !is_running_; }

  QPushButton& button();
  QString words() const;
  /// 0: of any solution, 1: of a balanced one.
  const ErrorDotsItem& found(std::size_t k) const { return *dots_[k]; }
  PlotView& plot() { return plot_; }

 protected:
  void hideEvent(QHideEvent* event) override;

 private:
  void begin_or_stop();
  void stop();
  void take();
  void show_found();
  void show_state();
  void place_names();

  PlotView plot_;
  std::array<PathItem*, 2> lines_{};
  std::array<ErrorDotsItem*, 2> dots_{};
  std::array<LabelItem*, 2> names_{};
  TaskStrip* strip_;
  std::shared_ptr<const lab::SelectiveTheory> theory_;
  std::optional<lab::CapacityQuestion> question_;  ///< as the experiment stands
  std::optional<lab::ParameterValues> found_of_;
  bool is_running_ = false;
  lab::SoFar<std::vector<lab::CapacityFound>> so_far_;
  QString subtitle_;
  lab::CapacityTask task_;  // last: it calls back
};

}  // namespace homeostat::ui
