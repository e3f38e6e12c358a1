// The four weights across trials.
#pragma once

#include "ui/panels/history_panel.h"

namespace homeostat::ui {

class WeightsPanel : public HistoryPanel {
  Q_OBJECT
 public:
  explicit WeightsPanel(QWidget* parent = nullptr);

 protected:
  void show_more(const View& view) override;
  double least_top(const View& view) const override;

 private:
  LabelItem& floor_note_;
};

}  // namespace homeostat::ui
