// Dots with error bars: what was measured, and how well.
#pragma once

#include <QPointF>
#include <vector>

#include "ui/plots/curve_item.h"

namespace homeostat::ui {

struct ErrorDot {
  QPointF value;
  double error = 0;       ///< half the bar's length, in the plot's y; NaN: no bar
  bool is_filled = true;  ///< hollow: not to be counted with the others
};

class ErrorDotsItem : public PlotItem {
 public:
  ErrorDotsItem(PlotView& plot, ColourOf colour);

  void set_dots(std::vector<ErrorDot> dots);
  const std::vector<ErrorDot>& dots() const { return dots_; }
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  ColourOf colour_;
  std::vector<ErrorDot> dots_;
};

}  // namespace homeostat::ui
