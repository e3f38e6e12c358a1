// The way of a run through a plane, thinned as it grows.
#pragma once

#include <QPointF>
#include <vector>

namespace homeostat::ui {

class Trail {
 public:
  static constexpr std::size_t most_points = 4096;

  /// Points nearer to the last kept one than `grain` (of the plane's width and height) are left
  /// out.
  Trail(double width, double height, double grain);

  void clear();
  void append(QPointF point);
  /// All kept points and the newest.
  std::vector<QPointF> points() const;

 private:
  bool is_near(QPointF a, QPointF b) const;
  void thin_out();

  double width_, height_, finest_grain_, grain_;
  std::vector<QPointF> kept_;
  QPointF newest_;
};

}  // namespace homeostat::ui
