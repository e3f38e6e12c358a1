// The angle between what the rule does and the steepest way down the loss, over the trials of a
// run.
#pragma once

#include <optional>

#include "ui/panels/history_panel.h"

namespace homeostat::ui {

class AnglePanel : public HistoryPanel {
  Q_OBJECT
 public:
  explicit AnglePanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;

 protected:
  void show_more(const View&) override;
  double least_top(const View&) const override { return 180; }

 private:
  double angle_after(const lab::TrialRow& row) const;

  std::optional<lab::ParameterValues> values_;
  CurveItem& right_angle_;
  LabelItem& uphill_;
};

}  // namespace homeostat::ui
