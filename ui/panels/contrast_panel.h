// How much of an imprinted memory is left: its weights over the rest of their class, across trials.
#pragma once

#include "ui/panels/history_panel.h"

namespace homeostat::ui {

class ContrastPanel : public HistoryPanel {
  Q_OBJECT
 public:
  explicit ContrastPanel(QWidget* parent = nullptr);

 protected:
  void show_more(const View& view) override;
  double least_top(const View&) const override { return 1.5; }

 private:
  CurveItem& even_;
};

}  // namespace homeostat::ui
