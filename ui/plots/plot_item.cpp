#include "ui/plots/plot_item.h"

#include "ui/plots/plot_view.h"

namespace homeostat::ui {

PlotItem::PlotItem(PlotView& plot, double layer) : QGraphicsItem(plot.chart()), plot_(plot) {
  setZValue(layer);
  setAcceptedMouseButtons(Qt::NoButton);
  plot.register_item(this);
}

QRectF PlotItem::boundingRect() const { return plot_.rect(); }

void PlotItem::plot_changed() {
  prepareGeometryChange();
  update();
}

const PlotMap& PlotItem::map() const { return plot_.map(); }

const Theme& PlotItem::theme() const { return Theme::of(&plot_); }

}  // namespace homeostat::ui
