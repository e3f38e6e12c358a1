// The ground of a complex plane: the part where modes die out, axes or rings, and their numbers.
#pragma once

#include "ui/plots/complex_scale.h"
#include "ui/plots/plot_item.h"

namespace homeostat::ui {

class ComplexFrameItem : public PlotItem {
 public:
  explicit ComplexFrameItem(PlotView& plot) : PlotItem(plot, layer::fill) {}

  void set_scale(const ComplexScale& scale);
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  void paint_half_plane(QPainter& painter) const;
  void paint_ticks(QPainter& painter) const;
  void paint_disc(QPainter& painter) const;
  void paint_rings(QPainter& painter) const;

  ComplexScale scale_;
};

}  // namespace homeostat::ui
