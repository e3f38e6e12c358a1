#include "ui/plots/band_item.h"

#include <QPainter>
#include <utility>

#include "ui/figure/describe.h"

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

void BandItem::describe(figure::Plot& paper, const Theme& theme) const {
  figure::Spans spans{.name = name(), .from = {}, .to = {}, .colour = described(colour_(theme))};
  for (const Band& band : bands_) {
    spans.from.push_back(band.from);
    spans.to.push_back(band.to);
  }
  if (!bands_.empty()) paper.elements.emplace_back(std::move(spans));
}

}  // namespace homeostat::ui
