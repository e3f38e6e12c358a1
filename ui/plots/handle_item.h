// The point of a plane that can be dragged: disc, halo and four chevrons; beyond the plane's edge,
// a triangle that points at it.
#pragma once

#include <optional>

#include "ui/plots/plot_item.h"

namespace homeostat::ui {

class HandleItem : public PlotItem {
 public:
  explicit HandleItem(PlotView& plot);

  void set_value(std::optional<QPointF> value);
  std::optional<QPointF> value() const { return value_; }
  bool is_inside() const;
  /// Where it is drawn, in pixels: the edge when the value lies beyond.
  QPointF centre() const;
  void set_focused(bool is_focused);
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  std::optional<QPointF> value_;
  bool is_focused_ = false;
};

}  // namespace homeostat::ui
