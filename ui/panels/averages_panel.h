// Average rates of E and I across trials, against their setpoints.
#pragma once

#include "ui/panels/history_panel.h"

namespace homeostat::ui {

class AveragesPanel : public HistoryPanel {
  Q_OBJECT
 public:
  explicit AveragesPanel(QWidget* parent = nullptr);

 protected:
  void show_more(const View& view) override;
  double least_top(const View& view) const override;
  double outlier_limit(const View& view) const override;

 private:
  CurveItem& E_set_;
  CurveItem& I_set_;
};

}  // namespace homeostat::ui
