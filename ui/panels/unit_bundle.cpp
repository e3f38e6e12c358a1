#include "ui/panels/unit_bundle.h"

#include "ui/panels/network_words.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {

UnitBundle::UnitBundle(PlotView& plot, Panel& panel)
    : QObject(&panel),
      plot_(plot),
      item_(new BundleItem(plot)),
      drag_(new SelectionDrag(plot, SelectionDrag::Shape::rectangle)) {
  connect(drag_, &SelectionDrag::clicked, this, [this, &panel](QPointF value, bool changes) {
    const auto unit = item_->curve_at(value);
    if (!unit) return emit missed(value);
    emit panel.cells_selected({*unit}, changes);
  });
  connect(drag_, &SelectionDrag::selected, this,
          [this, &panel](const QRectF& values, bool changes) {
            emit panel.cells_selected(item_->curves_in(values), changes);
          });
}

QString UnitBundle::words(const ei::Sizes& sizes) const {
  const auto at = plot_.hovered();
  const auto unit = at ? item_->curve_at(*at) : std::nullopt;
  if (!unit) return {};
  return tr("%1: %2 Hz")
      .arg(cell_name(*unit, sizes), grouped_number(item_->value_at(*unit, at->x()).value_or(0), 1));
}

}  // namespace homeostat::ui
