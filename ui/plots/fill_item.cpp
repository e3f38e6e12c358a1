#include "ui/plots/fill_item.h"

#include <QPainter>
#include <utility>

#include "ui/figure/describe.h"

namespace homeostat::ui {

FillItem::FillItem(PlotView& plot) : PlotItem(plot, layer::fill) {}

void FillItem::set_fills(std::vector<Fill> fills) {
  fills_ = std::move(fills);
  update();
}

void FillItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->save();
  painter->setClipRect(map().area);
  painter->setPen(Qt::NoPen);
  for (const Fill& fill : fills_) {
    QPolygonF pixels;
    for (const QPointF& point : fill.outline)
      pixels << QPointF(map().x_pixel(point.x()), map().clamped_y_pixel(point.y()));
    painter->setBrush(fill.colour(theme()));
    painter->drawPolygon(pixels);
  }
  painter->restore();
}

void FillItem::describe(figure::Plot& paper, const Theme& theme) const {
  for (const Fill& fill : fills_) {
    figure::Line line{.name = name(), .fill = described(fill.colour(theme))};
    for (const QPointF& point : fill.outline) {
      line.x.push_back(point.x());
      line.y.push_back(point.y());
    }
    if (!line.x.empty()) paper.elements.emplace_back(std::move(line));
  }
}

}  // namespace homeostat::ui
