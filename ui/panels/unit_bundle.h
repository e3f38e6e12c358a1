// A crowd of curves, one a rate unit, in a plot: what the panels of a trial and of averages share.
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "ui/panels/panel.h"
#include "ui/plots/bundle_item.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/selection_drag.h"

namespace homeostat::ui {

/// A click on a curve marks its unit, with Ctrl one more; a drag those whose curves it meets.
class UnitBundle : public QObject {
  Q_OBJECT
 public:
  /// The plot and this belong to the panel, whose signals tell of what is marked.
  UnitBundle(PlotView& plot, Panel& panel);

  void set(std::shared_ptr<const Bundle> bundle) { item_->set_bundle(std::move(bundle)); }
  void set_marked(const std::vector<int>& units) { item_->set_marked(units); }
  /// "E 12: 4.8 Hz" of the curve under the mouse; empty beside all.
  QString words(const ei::Sizes& sizes) const;
  const BundleItem& item() const { return *item_; }

 signals:
  /// A click beside all curves.
  void missed(QPointF value);

 private:
  PlotView& plot_;
  BundleItem* item_;
  SelectionDrag* drag_;
};

}  // namespace homeostat::ui
