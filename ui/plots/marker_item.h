// Round marks at places of a plane: a start, fixed points, a trial looked at.
#pragma once

#include <vector>

#include "ui/plots/curve_item.h"

namespace homeostat::ui {

struct Marker {
  QPointF value;
  bool is_filled = false;
  bool operator==(const Marker&) const = default;
};

class MarkerItem : public PlotItem {
 public:
  MarkerItem(PlotView& plot, ColourOf colour, double radius);

  void set_markers(std::vector<Marker> markers);
  const std::vector<Marker>& markers() const { return markers_; }
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  ColourOf colour_;
  double radius_;
  std::vector<Marker> markers_;
};

}  // namespace homeostat::ui
