#include "ui/plots/error_dots_item.h"

#include <QPainter>
#include <cmath>
#include <utility>

#include "ui/figure/describe.h"

namespace homeostat::ui {
namespace {

constexpr double radius = 3.5, cap = 3, line = 1.4;

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
    painter->setPen(QPen(colour, line));
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

void ErrorDotsItem::describe(figure::Plot& paper, const Theme& theme) const {
  const QColor colour = colour_(theme);
  figure::ErrorBars bars{.name = name(), .cap = cap, .stroke = described(QPen(colour, line))};
  figure::Dots filled{.name = name(), .radius = radius, .colour = described(colour), .line = line};
  figure::Dots hollow = filled;
  hollow.is_filled = false;
  for (const ErrorDot& dot : dots_) {
    bars.x.push_back(dot.value.x());
    bars.y.push_back(dot.value.y());
    bars.error.push_back(dot.error);
    figure::Dots& kind = dot.is_filled ? filled : hollow;
    kind.x.push_back(dot.value.x());
    kind.y.push_back(dot.value.y());
  }
  if (!bars.x.empty()) paper.elements.emplace_back(std::move(bars));
  for (figure::Dots* kind : {&filled, &hollow}) {
    if (!kind->x.empty()) paper.elements.emplace_back(std::move(*kind));
  }
}

}  // namespace homeostat::ui
