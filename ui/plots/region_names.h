// Names of the regions of a plane: each inside its region, where there is room.
#pragma once

#include <QStringList>
#include <functional>
#include <vector>

#include "ui/plots/label_item.h"

namespace homeostat::ui {

class RegionNames {
 public:
  explicit RegionNames(PlotView& plot) : plot_(plot) {}

  /// `belongs`: the name is true of that value of the plane.
  void add(const QString& text, std::function<bool(QPointF value)> belongs);
  /// Finds each name a place apart from `taken`, in pixels; one without room is not shown.
  void place(std::vector<QRectF> taken);
  /// The plane has moved under the names: they move along, and go where they would leave the plot.
  void follow();
  QStringList shown() const;

 private:
  struct Name {
    LabelItem* label;
    std::function<bool(QPointF value)> belongs;
    bool has_room = false;
  };

  PlotView& plot_;
  std::vector<Name> names_;
};

}  // namespace homeostat::ui
