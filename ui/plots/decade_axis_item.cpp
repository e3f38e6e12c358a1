#include "ui/plots/decade_axis_item.h"

#include <QPainter>
#include <cmath>
#include <vector>

#include "ui/plots/device_image.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

constexpr double decade_axis_tick_px = 5, label_gap_px = 8, label_width_px = 60,
                 label_height_px = 16;
/// More labels than these would crowd.
constexpr int most_labels = 6;

struct Decade {
  int exponent;
  bool is_labelled;
};

std::vector<Decade> decades(const PlotMap& map) {
  const int low = static_cast<int>(std::ceil(map.y_min - 1e-9));
  const int high = static_cast<int>(std::floor(map.y_max + 1e-9));
  const int every = std::max(1, (high - low + most_labels - 1) / most_labels);
  std::vector<Decade> all;
  for (int k = low; k <= high; ++k) all.push_back({k, (k - low) % every == 0});
  return all;
}

}  // namespace

QString decade_text(int exponent) {
  return grouped_number(std::pow(10.0, exponent), std::max(0, -exponent));
}

DecadeAxisItem::DecadeAxisItem(PlotView& plot) : PlotItem(plot, layer::fill) {
  plot.set_y_axis_visible(false);
}

void DecadeAxisItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const QRectF& area = map().area;
  painter->setFont(text_font(12));
  for (const Decade& decade : decades(map())) {
    const double y = map().y_pixel(decade.exponent);
    fill_hair_line(*painter, {area.left(), y}, {area.right(), y}, theme().grid);
    if (!decade.is_labelled) continue;
    fill_hair_line(*painter, {area.left() - decade_axis_tick_px, y}, {area.left(), y},
                   theme().line2);
    painter->setPen(theme().ink3);
    painter->drawText(QRectF(area.left() - label_gap_px - label_width_px, y - label_height_px / 2,
                             label_width_px, label_height_px),
                      Qt::AlignRight | Qt::AlignVCenter, decade_text(decade.exponent));
  }
  fill_hair_line(*painter, area.topLeft() - QPointF(1, 0), area.bottomLeft() - QPointF(1, 0),
                 theme().line2);
}

void DecadeAxisItem::describe(figure::Plot& paper, const Theme&) const {
  paper.y.title = "log10 of " + paper.y.title;
  paper.y.is_drawn = paper.y.has_grid = true;
  paper.y.ticks.clear();
  for (const Decade& decade : decades(map())) {
    paper.y.ticks.push_back({static_cast<double>(decade.exponent),
                             decade.is_labelled ? decade_text(decade.exponent).toStdString() : ""});
  }
}

}  // namespace homeostat::ui
