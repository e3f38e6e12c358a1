// Where complex numbers lie in a picture: as they are, or so that what decides between growing and
// dying out is seen however slow it is.
#pragma once

#include <QPointF>
#include <QString>
#include <complex>
#include <vector>

namespace homeostat::ui {

struct ComplexScale {
  enum class Shape {
    half_plane,  ///< dies out where the real part is negative
    disc         ///< dies out inside the unit circle
  };

  Shape shape = Shape::half_plane;
  /// Half plane: both parts on signed logarithmic axes. Disc: angles as they are, and the distance
  /// from the circle logarithmic, so that the slowest modes stand apart from it.
  bool is_logarithmic = true;
  /// Logarithmic half plane: below it the axes are linear.
  double unit = 1;

  QPointF place(std::complex<double> value) const;
  std::complex<double> value(QPointF place) const;

  bool operator==(const ComplexScale&) const = default;
};

/// A round number on an axis, or the radius of a ring.
struct ScaleTick {
  double place;
  QString markup;  ///< of Typeset; empty where there is no room for a number
};

/// Of one axis of a half plane, between two places; numbers stand at least `apart`.
std::vector<ScaleTick> axis_ticks(const ComplexScale& scale, double low, double high, double apart);

/// Of a disc, out to a radius. The unit circle is among them.
std::vector<ScaleTick> ring_ticks(const ComplexScale& scale, double radius, double apart);

}  // namespace homeostat::ui
