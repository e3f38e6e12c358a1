// Arrows on a coarse grid: which way a point of the plane moves.
#pragma once

#include <QLineF>
#include <QVector>
#include <functional>
#include <vector>

#include "ui/plots/curve_item.h"

namespace homeostat::ui {

class VectorFieldItem : public PlotItem {
 public:
  using Velocity = std::function<QPointF(QPointF value)>;

  explicit VectorFieldItem(PlotView& plot);

  /// Of a field that is to be told from another: its colour, and arrows all of one length that
  /// begin at the grid's places instead of lying across them.
  void set_directions_only(ColourOf colour);

  /// Velocity in the plot's values per unit of time. Arrows show its direction; their length grows
  /// with the root of the speed, up to the grid's spacing.
  void set_velocity(Velocity velocity);
  void plot_changed() override;
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  /// In pixels.
  struct Arrow {
    QPointF from, along;
  };
  std::vector<Arrow> arrows_in(const PlotMap& map) const;
  void rebuild();
  void add_arrow(const Arrow& arrow);

  Velocity velocity_;
  ColourOf colour_;
  bool directions_only_ = false;
  bool is_stale_ = true;
  QVector<QLineF> lines_;
};

}  // namespace homeostat::ui
