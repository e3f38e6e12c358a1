// How far the units are from their setpoints, across trials: over decades, so by its logarithm.
// Of rate units also how far their populations are, as the rule senses them: what a rule brings
// home on average only parts the two.
#pragma once

#include "ui/panels/history_panel.h"

namespace homeostat::ui {

class UnitErrorPanel : public HistoryPanel {
  Q_OBJECT
 public:
  explicit UnitErrorPanel(QWidget* parent = nullptr);

 protected:
  void show_more(const View& view) override;
  std::pair<double, double> y_range(const View& view) override;
};

}  // namespace homeostat::ui
