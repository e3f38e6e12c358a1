#include "ui/plots/marker_item.h"

#include <QPainter>
#include <utility>

#include "ui/figure/describe.h"

namespace homeostat::ui {

MarkerItem::MarkerItem(PlotView& plot, ColourOf colour, double radius)
    : PlotItem(plot, layer::dot), colour_(std::move(colour)), radius_(radius) {}

void MarkerItem::set_markers(std::vector<Marker> markers) {
  if (markers == markers_) return;
  markers_ = std::move(markers);
  update();
}

void MarkerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const QColor colour = colour_(theme());
  const QRectF reach = map().area.adjusted(-1, -1, 1, 1);
  for (const Marker& marker : markers_) {
    const QPointF at = map().pixel(marker.value);
    if (!reach.contains(at)) continue;
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme().panel);
    painter->drawEllipse(at, radius_ + 2, radius_ + 2);
    painter->setPen(QPen(colour, 1.6));
    painter->setBrush(marker.is_filled ? colour : theme().panel);
    painter->drawEllipse(at, radius_, radius_);
  }
}

void MarkerItem::describe(figure::Plot& paper, const Theme& theme) const {
  for (const bool is_filled : {false, true}) {
    figure::Dots dots{.name = name(),
                      .radius = radius_,
                      .colour = described(colour_(theme)),
                      .is_filled = is_filled,
                      .rim = 2};
    for (const Marker& marker : markers_) {
      if (marker.is_filled != is_filled) continue;
      dots.x.push_back(marker.value.x());
      dots.y.push_back(marker.value.y());
    }
    if (!dots.x.empty()) paper.elements.emplace_back(std::move(dots));
  }
}

}  // namespace homeostat::ui
