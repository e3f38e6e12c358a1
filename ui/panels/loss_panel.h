// The loss over the plane of weights, with the way each point would go by the rule and by exact
// descent: why one rule works and another does not.
#pragma once

#include <memory>
#include <optional>

#include "core/lab/descent_words.h"
#include "core/lab/long_task.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_trail.h"
#include "ui/plots/plane_window.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class LossItem;
class MarkerItem;
class PathItem;
class VectorFieldItem;

class LossPanel : public Panel {
  Q_OBJECT
 public:
  explicit LossPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  void fill_menu(QMenu& menu) override;
  bool is_settled() const override { return is_answered_; }

  PlotView& plot() { return plot_; }
  const LossItem& landscape() const { return *landscape_; }

 private:
  /// What the landscape is of.
  struct Question {
    ei::RateParameters parameters;
    ei::Setpoints setpoints;
    ei::Weights held;
    PlaneRange range;
    /// Learned weights move it, but nobody sees a thousandth.
    bool looks_like(const Question& other) const;
  };

  void show_landscape(const View& view);
  void take_landscape();
  void show_fields();
  void show_run(const View& view);
  void place_names();
  void show_readout();
  ei::Weights weights_at(QPointF place) const;

  PlotView plot_;
  LossItem* landscape_;
  VectorFieldItem *steepest_, *by_rule_;
  PathItem* trail_;
  MarkerItem *start_, *now_;
  LabelItem &held_, &rule_name_, &steepest_name_, &empty_;
  PlaneWindow* window_;
  RunTrail run_;
  std::optional<lab::ParameterValues> values_;
  std::optional<Question> question_;
  std::optional<ei::Weights> held_weights_;
  QString subtitle_;
  bool is_answered_ = true;
  lab::LongTask<Question, ei::LossMap> task_;  // last: it calls back
};

}  // namespace homeostat::ui
