// An upright axis of powers of ten, for a plot whose y are logarithms to the base ten: the chart's
// own logarithmic axis loses a whole curve over one value that is not positive.
#pragma once

#include "ui/plots/plot_item.h"

namespace homeostat::ui {

/// Line, ticks and numbers left of the plot, a grid line at each decade. The plot loses its own y
/// axis.
class DecadeAxisItem : public PlotItem {
 public:
  explicit DecadeAxisItem(PlotView& plot);

  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;
};

/// "0.01", "100", "1,000": ten to this power.
QString decade_text(int exponent);

}  // namespace homeostat::ui
