// The four weights across trials.
#pragma once

#include <array>

#include "ui/panels/history_panel.h"

namespace homeostat::ui {

class PathItem;

class WeightsPanel : public HistoryPanel {
  Q_OBJECT
 public:
  explicit WeightsPanel(QWidget* parent = nullptr);

 protected:
  void show_more(const View& view) override;
  double least_top(const View& view) const override;
  std::vector<double> values_before(const lab::Run& run) const override;

 private:
  void show_floor(const View& view);

  std::array<PathItem*, 4> steps_{};
  LabelItem& floor_note_;
};

}  // namespace homeostat::ui
