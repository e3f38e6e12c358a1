#include "ui/plots/hair_line_item.h"

#include <QPainter>
#include <cmath>
#include <utility>

#include "ui/plots/plot_view.h"

namespace homeostat::ui {

HairLineItem::HairLineItem(PlotView& plot, ColourOf colour)
    : PlotItem(plot, layer::cursor), colour_(std::move(colour)) {}

void HairLineItem::set_x(std::optional<double> x) {
  if (x == x_) return;
  x_ = x;
  update();
}

void HairLineItem::set_dots(std::vector<Dot> dots) {
  dots_ = std::move(dots);
  update();
}

void HairLineItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const QRectF& area = map().area;
  if (!x_ || *x_ < map().x_min || *x_ > map().x_max) return;
  const double ratio = plot().devicePixelRatioF();
  const double x = (std::floor(map().x_pixel(*x_) * ratio) + 0.5) / ratio;
  painter->setPen(QPen(colour_(theme()), 1));
  painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
  for (const Dot& dot : dots_) {
    const QPointF at = map().pixel(dot.value);
    if (!area.contains(at)) continue;
    painter->setPen(QPen(theme().panel, 1.5));
    painter->setBrush(dot.colour);
    painter->drawEllipse(at, 4, 4);
  }
}

}  // namespace homeostat::ui
