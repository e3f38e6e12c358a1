// The boundaries of a plane of weights as lines, each with its name beside it.
#pragma once

#include <QStringList>
#include <array>
#include <optional>
#include <vector>

#include "ui/plots/boundary_style.h"

namespace homeostat::ui {

class LabelItem;
class PathItem;

class BoundaryLines {
 public:
  explicit BoundaryLines(PlotView& plot);

  void set_boundaries(const std::vector<ei::Boundary>& boundaries);
  void set_shown(BoundarySet shown);
  BoundarySet shown() const { return shown_; }
  /// Finds each name a place beside its line, near the last one it had; adds the names and lines
  /// to `taken`, in pixels.
  void place_names(std::vector<QRectF>& taken);
  /// The plane has moved under the names: they move along.
  void follow();

  /// Points of a kind as they are drawn; parts are set apart by NaN.
  const std::vector<QPointF>& points(ei::BoundaryKind kind) const;
  /// Names that stand in the plot.
  QStringList names() const;

 private:
  struct Line {
    PathItem* path;
    LabelItem* label;
    /// Where the name stood last, as part of the plot's height.
    double height;
    bool has_room = false;
  };
  std::vector<QPointF> pixels(const Line& line) const;

  PlotView& plot_;
  std::vector<Line> lines_;
  BoundarySet shown_;
};

}  // namespace homeostat::ui
