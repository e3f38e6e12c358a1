#include "ui/plots/decade_axis_item.h"

#include <QPainter>
#include <cmath>

#include "ui/plots/device_image.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

constexpr double tick_px = 5, label_gap_px = 8, label_width_px = 60, label_height_px = 16;
/// More labels than these would crowd.
constexpr int most_labels = 6;

}  // namespace

QString decade_text(int exponent) {
  return grouped_number(std::pow(10.0, exponent), std::max(0, -exponent));
}

DecadeAxisItem::DecadeAxisItem(PlotView& plot) : PlotItem(plot, layer::fill) {
  plot.set_y_axis_visible(false);
}

void DecadeAxisItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const QRectF& area = map().area;
  const int low = static_cast<int>(std::ceil(map().y_min - 1e-9));
  const int high = static_cast<int>(std::floor(map().y_max + 1e-9));
  const int every = std::max(1, (high - low + most_labels - 1) / most_labels);
  painter->setFont(text_font(12));
  for (int exponent = low; exponent <= high; ++exponent) {
    const double y = map().y_pixel(exponent);
    fill_hair_line(*painter, {area.left(), y}, {area.right(), y}, theme().grid);
    if ((exponent - low) % every != 0) continue;
    fill_hair_line(*painter, {area.left() - tick_px, y}, {area.left(), y}, theme().line2);
    painter->setPen(theme().ink3);
    painter->drawText(QRectF(area.left() - label_gap_px - label_width_px, y - label_height_px / 2,
                             label_width_px, label_height_px),
                      Qt::AlignRight | Qt::AlignVCenter, decade_text(exponent));
  }
  fill_hair_line(*painter, area.topLeft() - QPointF(1, 0), area.bottomLeft() - QPointF(1, 0),
                 theme().line2);
}

}  // namespace homeostat::ui
