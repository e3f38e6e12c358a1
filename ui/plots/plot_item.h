// What is drawn inside a plot: knows its plot's scales and theme.
#pragma once

#include <QGraphicsItem>
#include <string>

#include "core/figure/plot.h"
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

  /// Adds what it shows to the plot on paper, in that theme's colours; what is there only for the
  /// hand adds nothing.
  virtual void describe(figure::Plot&, const Theme&) const {}
  /// Of its series, in exported data.
  void set_name(std::string name) { name_ = std::move(name); }
  const std::string& name() const { return name_; }

 protected:
  const PlotView& plot() const { return plot_; }
  const PlotMap& map() const;
  const Theme& theme() const;

 private:
  PlotView& plot_;
  std::string name_;
};

}  // namespace homeostat::ui
