#include "ui/plots/error_dots_item.h"

#include <QPainter>
#include <cmath>
#include <utility>

namespace homeostat::ui {
namespace {

constexpr double radius = 3.5, cap = 3;

}  // namespace

ErrorDotsItem::ErrorDotsItem(PlotView& plot, ColourOf colour)
    : PlotItem(plot, layer::dot), colour_(std::move(colour)) {}

void ErrorDotsItem::set_dots(std::vector<ErrorDot> dots) {
  dots_ = std::move(dots);
  update();
}

void ErrorDotsItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const QColor colour = colour_(theme());
  painter->save();
  painter->setClipRect(map().area.adjusted(-radius - 1, -radius - 1, radius + 1, radius + 1));
  for (const ErrorDot& dot : dots_) {
    if (!std::isfinite(dot.value.x()) || !std::isfinite(dot.value.y())) continue;
    const QPointF at = map().pixel(dot.value);
    painter->setPen(QPen(colour, 1.4));
    if (std::isfinite(dot.error)) {
      const double low = map().y_pixel(dot.value.y() - dot.error);
      const double high = map().y_pixel(dot.value.y() + dot.error);
      painter->drawLine(QPointF(at.x(), low), QPointF(at.x(), high));
      for (const double y : {low, high})
        painter->drawLine(QPointF(at.x() - cap, y), QPointF(at.x() + cap, y));
    }
    painter->setBrush(dot.is_filled ? colour : theme().panel);
    painter->drawEllipse(at, radius, radius);
  }
  painter->restore();
}

}  // namespace homeostat::ui
