// The share of units that are silent, across trials.
#pragma once

#include "ui/panels/history_panel.h"

namespace homeostat::ui {

class SilentUnitsPanel : public HistoryPanel {
  Q_OBJECT
 public:
  explicit SilentUnitsPanel(QWidget* parent = nullptr);

 protected:
  void show_more(const View& view) override;
  double least_top(const View&) const override { return 5; }
};

}  // namespace homeostat::ui
