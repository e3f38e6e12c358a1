// A vertical line through a plot, with dots where it meets the curves.
#pragma once

#include <optional>
#include <vector>

#include "ui/plots/curve_item.h"

namespace homeostat::ui {

class HairLineItem : public PlotItem {
 public:
  struct Dot {
    QPointF value;
    QColor colour;
  };

  HairLineItem(PlotView& plot, ColourOf colour);

  void set_x(std::optional<double> x);
  void set_dots(std::vector<Dot> dots);
  const std::vector<Dot>& dots() const { return dots_; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  ColourOf colour_;
  std::optional<double> x_;
  std::vector<Dot> dots_;
};

}  // namespace homeostat::ui
