// The way of a run through a plane, thinned as it grows.
#pragma once

#include <QPointF>
#include <vector>

#include "ui/plots/plane_range.h"

namespace homeostat::ui {

class Trail {
 public:
  static constexpr std::size_t most_points = 4096;

  /// Points nearer to the last kept one than `grain` (of the width and height looked at) are left
  /// out; far from there, more of them.
  Trail(const PlaneRange& looked_at, double grain);

  /// Starts over.
  void clear();
  /// Starts over, for another part of the plane.
  void look_at(const PlaneRange& range);
  /// As good for this part as for the one it was made for, or nearly.
  bool suits(const PlaneRange& range) const;
  void append(QPointF point);
  /// All kept points and the newest.
  std::vector<QPointF> points() const;

 private:
  bool is_near(QPointF a, QPointF b) const;
  void thin_out();

  PlaneRange looked_at_, vicinity_;
  double finest_grain_, grain_;
  std::vector<QPointF> kept_;
  QPointF newest_;
};

}  // namespace homeostat::ui
