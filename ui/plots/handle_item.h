// The point of a plot that can be dragged: disc, halo and a chevron for each way it can go; beyond
// the plot's edge, a triangle that points at it.
#pragma once

#include <optional>

#include "ui/plots/plot_item.h"

namespace homeostat::ui {

class HandleItem : public PlotItem {
 public:
  explicit HandleItem(PlotView& plot);

  /// It goes left and right only.
  void set_horizontal(bool is_horizontal) { is_horizontal_ = is_horizontal; }

  void set_value(std::optional<QPointF> value);
  std::optional<QPointF> value() const { return value_; }
  bool is_inside() const;
  /// Where it is drawn, in pixels: the edge when the value lies beyond.
  QPointF centre() const;
  void set_focused(bool is_focused);
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  std::optional<QPointF> value_;
  bool is_focused_ = false, is_horizontal_ = false;
};

}  // namespace homeostat::ui
