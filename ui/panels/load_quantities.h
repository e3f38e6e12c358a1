// What the panels over the load show: margins [balance, Figs. 3 and S3a], silent weights [S2c],
// norm and imbalance [2b-c, S3b-c].
#pragma once

#include "ui/panels/load_panel.h"

namespace homeostat::ui {

class RobustnessPanel : public LoadPanel {
  Q_OBJECT
 public:
  explicit RobustnessPanel(QWidget* parent = nullptr);
};

class TypicalPanel : public LoadPanel {
  Q_OBJECT
 public:
  explicit TypicalPanel(QWidget* parent = nullptr);
};

}  // namespace homeostat::ui
