// Regions of a plot, each a polygon in the plot's values with a colour.
#pragma once

#include <QPolygonF>
#include <vector>

#include "ui/plots/curve_item.h"

namespace homeostat::ui {

struct Fill {
  QPolygonF outline;
  ColourOf colour;
};

class FillItem : public PlotItem {
 public:
  explicit FillItem(PlotView& plot);

  /// Later ones lie on earlier ones.
  void set_fills(std::vector<Fill> fills);
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;
  void describe(figure::Plot& paper, const Theme& theme) const override;

 private:
  std::vector<Fill> fills_;
};

}  // namespace homeostat::ui
