#include "ui/plots/potentials_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/figure/describe.h"

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

QColor PotentialsItem::colour_of(const PatternMark& p, const Theme& theme) const {
  if (crosses(p)) return theme.bad;
  return p.is_to_fire ? colour_(theme) : theme.ink2;
}

void PotentialsItem::draw_pattern(QPainter& painter, const PatternMark& p, double x,
                                  double size) const {
  const QColor colour = colour_of(p, theme());
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

void PotentialsItem::describe(figure::Plot& paper, const Theme& theme) const {
  const double last = static_cast<double>(patterns_.size());
  if (margin_ > 0)
    paper.elements.emplace_back(
        figure::Line{.name = "margin",
                     .x = {-1, last, last, -1},
                     .y = {1 - margin_, 1 - margin_, 1 + margin_, 1 + margin_},
                     .fill = described(theme.sunken)});
  paper.elements.emplace_back(figure::Line{.name = "threshold",
                                           .x = {-1, last},
                                           .y = {1, 1},
                                           .stroke = described(QPen(theme.ink, 1.5))});
  // One series for each colour of each class.
  for (const bool is_to_fire : {true, false}) {
    for (const bool is_crossing : {false, true}) {
      figure::ErrorBars bars{.name = is_to_fire ? "to fire" : "to stay quiet", .cap = 0};
      figure::Dots dots{.name = bars.name, .radius = 2.4, .is_filled = is_to_fire};
      for (std::size_t k = 0; k < patterns_.size(); ++k) {
        const PatternMark& p = patterns_[k];
        if (p.is_to_fire != is_to_fire || crosses(p) != is_crossing) continue;
        bars.stroke = described(QPen(colour_of(p, theme), 1.2));
        dots.colour = described(colour_of(p, theme));
        bars.error.push_back(reach_);
        dots.x.push_back(static_cast<double>(k));
        dots.y.push_back(p.potential);
      }
      if (dots.x.empty()) continue;
      bars.x = dots.x;
      bars.y = dots.y;
      paper.elements.emplace_back(std::move(bars));
      paper.elements.emplace_back(std::move(dots));
    }
  }
}

}  // namespace homeostat::ui
