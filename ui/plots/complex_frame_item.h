// The ground of a complex plane: the part where modes die out, axes or rings, and their numbers.
#pragma once

#include "ui/plots/complex_scale.h"
#include "ui/plots/plot_item.h"

namespace homeostat::ui {

class ComplexFrameItem : public PlotItem {
 public:
  explicit ComplexFrameItem(PlotView& plot) : PlotItem(plot, layer::fill) {}

  void set_scale(const ComplexScale& scale);
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  static std::vector<figure::Tick> described_ticks(const std::vector<ScaleTick>& ticks);
  void describe_disc(figure::Plot& paper, const Theme& theme) const;
  void paint_half_plane(QPainter& painter) const;
  void paint_ticks(QPainter& painter) const;
  void paint_disc(QPainter& painter) const;
  void paint_rings(QPainter& painter) const;

  ComplexScale scale_;
};

}  // namespace homeostat::ui
