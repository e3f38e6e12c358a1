// How long up-states lasted, trial by trial, against the end of the trial: networks can hold their
// setpoints in up-states that die early.
#pragma once

#include "ui/panels/history_panel.h"

namespace homeostat::ui {

class UpStatePanel : public HistoryPanel {
  Q_OBJECT
 public:
  explicit UpStatePanel(QWidget* parent = nullptr);

 protected:
  void show_more(const View& view) override;
  double least_top(const View& view) const override;

 private:
  CurveItem& limit_;
};

}  // namespace homeostat::ui
