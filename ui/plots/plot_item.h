// What is drawn inside a plot: knows its plot's scales and theme.
#pragma once

#include <QGraphicsItem>

#include "ui/plots/plot_map.h"
#include "ui/theme.h"

namespace homeostat::ui {

class PlotView;

/// Heights of the layers above the chart's background (0.5 lies below grid and axes).
namespace layer {
inline constexpr double fill = 0.5, line = 20, cursor = 30, dot = 40, label = 50;
}

class PlotItem : public QGraphicsItem {
 public:
  PlotItem(PlotView& plot, double layer);

  QRectF boundingRect() const override;
  /// Scales, size or theme of the plot changed.
  virtual void plot_changed();

 protected:
  const PlotView& plot() const { return plot_; }
  const PlotMap& map() const;
  const Theme& theme() const;

 private:
  PlotView& plot_;
};

}  // namespace homeostat::ui
