// Where values lie on the canvas.
#pragma once

#include <QPointF>
#include <QRectF>
#include <algorithm>
#include <limits>
#include <vector>

namespace homeostat::ui {

/// Where there is no value: curves have a gap there.
inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

struct PlotMap {
  QRectF area{0, 0, 1, 1};  ///< of the plot, in logical pixels
  double x_min = 0, x_max = 1, y_min = 0, y_max = 1;

  double x_pixel(double x) const {
    return area.left() + (x - x_min) / (x_max - x_min) * area.width();
  }
  double y_pixel(double y) const {
    return area.bottom() - (y - y_min) / (y_max - y_min) * area.height();
  }
  QPointF pixel(QPointF value) const { return {x_pixel(value.x()), y_pixel(value.y())}; }

  double x_value(double pixel) const {
    return x_min + (pixel - area.left()) / area.width() * (x_max - x_min);
  }
  double y_value(double pixel) const {
    return y_min + (area.bottom() - pixel) / area.height() * (y_max - y_min);
  }
  QPointF value(QPointF pixel) const { return {x_value(pixel.x()), y_value(pixel.y())}; }

  /// Values far outside would cost the painter dearly: at most three plot heights beyond the frame.
  double clamped_y_pixel(double y) const {
    return std::clamp(y_pixel(y), area.top() - 3 * area.height(),
                      area.bottom() + 3 * area.height());
  }

  bool operator==(const PlotMap&) const = default;
};

inline std::vector<QPointF> joined(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<QPointF> points;
  for (std::size_t k = 0; k < x.size(); ++k) points.emplace_back(x[k], y[k]);
  return points;
}

}  // namespace homeostat::ui
