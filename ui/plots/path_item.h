// A line through any points of a plane: boundaries, trails, trajectories.
#pragma once

#include <QPolygonF>
#include <optional>
#include <vector>

#include "ui/plots/curve_item.h"

namespace homeostat::ui {

class PathItem : public PlotItem {
 public:
  PathItem(PlotView& plot, PenOf pen);

  /// Joined in order; a point with NaN is a gap.
  void set_points(std::vector<QPointF> points);
  const std::vector<QPointF>& points() const { return points_; }
  void set_pen(PenOf pen) {
    pen_ = std::move(pen);
    update();
  }
  /// Drawn under the line, for lines that lie on fills.
  void set_casing(PenOf pen) { casing_ = std::move(pen); }

  /// Points nearer than this to the one before are left out, in pixels.
  void set_grain(double pixels) { grain_px_ = pixels; }

  void plot_changed() override;
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  void rebuild();

  PenOf pen_, casing_;
  std::vector<QPointF> points_;
  double grain_px_ = 0.6;
  bool is_stale_ = true;
  std::vector<QPolygonF> lines_;
};

}  // namespace homeostat::ui
