// Average rates of single units across trials, under those of their populations.
#pragma once

#include "ui/panels/averages_panel.h"
#include "ui/panels/unit_bundle.h"

namespace homeostat::ui {

/// A click beside all curves looks at that trial.
class UnitAveragesPanel : public AveragesPanel {
  Q_OBJECT
 public:
  explicit UnitAveragesPanel(QWidget* parent = nullptr);

  const UnitBundle& units() const { return *units_; }

 protected:
  void show_more(const View& view) override;
  double least_top(const View& view) const override;

 private:
  UnitBundle* units_;
  std::weak_ptr<const lab::UnitMoment> newest_;  ///< that is shown
  ei::Sizes sizes_;
};

}  // namespace homeostat::ui
