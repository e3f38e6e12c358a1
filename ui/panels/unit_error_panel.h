// How far the units are from their setpoints, across trials.
#pragma once

#include "ui/panels/history_panel.h"

namespace homeostat::ui {

class UnitErrorPanel : public HistoryPanel {
  Q_OBJECT
 public:
  explicit UnitErrorPanel(QWidget* parent = nullptr);

  QString subtitle() const override { return subtitle_; }

 protected:
  void show_more(const View& view) override;
  double least_top(const View& view) const override;
  double outlier_limit(const View& view) const override;

 private:
  QString subtitle_;
};

}  // namespace homeostat::ui
