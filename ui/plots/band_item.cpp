#include "ui/plots/band_item.h"

#include <QPainter>
#include <utility>

namespace homeostat::ui {

BandItem::BandItem(PlotView& plot, ColourOf colour)
    : PlotItem(plot, layer::fill), colour_(std::move(colour)) {}

void BandItem::set_bands(std::vector<Band> bands) {
  if (bands == bands_) return;
  bands_ = std::move(bands);
  update();
}

void BandItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  for (const Band& band : bands_) {
    const QRectF whole(QPointF(map().x_pixel(band.from), map().area.top()),
                       QPointF(map().x_pixel(band.to), map().area.bottom()));
    painter->fillRect(whole.intersected(map().area), colour_(theme()));
  }
}

}  // namespace homeostat::ui
