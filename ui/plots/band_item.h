// Stretches of x that are lightly filled: the up-states of a trial.
#pragma once

#include <vector>

#include "ui/plots/curve_item.h"

namespace homeostat::ui {

struct Band {
  double from = 0, to = 0;  ///< in the plot's x
  bool operator==(const Band&) const = default;
};

class BandItem : public PlotItem {
 public:
  BandItem(PlotView& plot, ColourOf colour);

  void set_bands(std::vector<Band> bands);
  const std::vector<Band>& bands() const { return bands_; }
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  ColourOf colour_;
  std::vector<Band> bands_;
};

}  // namespace homeostat::ui
