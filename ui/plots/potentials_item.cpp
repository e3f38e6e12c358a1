#include "ui/plots/potentials_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

namespace homeostat::ui {
namespace {

constexpr double largest_mark = 3.2, smallest_mark = 1.2;

}  // namespace

PotentialsItem::PotentialsItem(PlotView& plot, ColourOf colour)
    : PlotItem(plot, layer::line), colour_(std::move(colour)) {}

void PotentialsItem::set_patterns(std::vector<PatternMark> patterns) {
  patterns_ = std::move(patterns);
  update();
}

void PotentialsItem::set_reach(double reach) {
  reach_ = reach;
  update();
}

void PotentialsItem::set_margin(double margin) {
  margin_ = margin;
  update();
}

bool PotentialsItem::crosses(const PatternMark& p) const {
  return (p.is_to_fire ? p.potential - 1 : 1 - p.potential) < reach_;
}

int PotentialsItem::crossings() const {
  return static_cast<int>(
      std::ranges::count_if(patterns_, [this](const PatternMark& p) { return crosses(p); }));
}

void PotentialsItem::draw_pattern(QPainter& painter, const PatternMark& p, double x,
                                  double size) const {
  const QColor colour = crosses(p) ? theme().bad : p.is_to_fire ? colour_(theme()) : theme().ink2;
  painter.setPen(QPen(colour, std::min(1.4, size)));
  painter.drawLine(QPointF(x, map().clamped_y_pixel(p.potential - reach_)),
                   QPointF(x, map().clamped_y_pixel(p.potential + reach_)));
  const QPointF at(x, map().clamped_y_pixel(p.potential));
  painter.setBrush(p.is_to_fire ? colour : theme().panel);
  if (p.is_to_fire)
    painter.drawEllipse(at, size, size);
  else
    painter.drawRect(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size));
}

void PotentialsItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->save();
  painter->setClipRect(map().area.adjusted(-1, -1, 1, 1));
  if (margin_ > 0) {
    const double top = map().clamped_y_pixel(1 + margin_);
    painter->fillRect(QRectF(map().area.left(), top, map().area.width(),
                             map().clamped_y_pixel(1 - margin_) - top),
                      theme().is_dark ? theme().raised : theme().sunken);
  }
  painter->setPen(QPen(theme().ink, 1.5));
  const double threshold = map().clamped_y_pixel(1);
  painter->drawLine(QPointF(map().area.left(), threshold), QPointF(map().area.right(), threshold));
  const double room = std::abs(map().x_pixel(1) - map().x_pixel(0));
  const double size = std::clamp(0.34 * room, smallest_mark, largest_mark);
  for (std::size_t k = 0; k < patterns_.size(); ++k)
    draw_pattern(*painter, patterns_[k], map().x_pixel(static_cast<double>(k)), size);
  painter->restore();
}

}  // namespace homeostat::ui
