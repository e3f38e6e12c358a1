// Images that are made pixel by pixel, at the resolution of what they will be painted on.
#pragma once

#include <QImage>
#include <QPainter>
#include <QSizeF>
#include <algorithm>
#include <cmath>

namespace homeostat::ui {

/// Device pixels per logical pixel: of the screen, or of the picture that is being exported. Paper
/// has so many that the image would outgrow the memory.
inline double pixel_ratio(const QPainter& painter) {
  return std::clamp(painter.deviceTransform().m11(), 1.0, 4.0);
}

/// Transparent, `size` in logical pixels; at least one pixel.
inline QImage device_image(QSizeF size, double ratio) {
  QImage image((size * ratio).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(ratio);
  image.fill(Qt::transparent);
  return image;
}

/// An upright or level line a pixel wide, to the right of or below `from` and `to`, sharp on any
/// screen.
inline void fill_hair_line(QPainter& painter, QPointF from, QPointF to, const QColor& colour) {
  const double ratio = pixel_ratio(painter);
  const auto snapped = [ratio](double px) { return std::floor(px * ratio) / ratio; };
  const QPointF corner(snapped(from.x()), snapped(from.y()));
  const double width = std::max(1.0, std::floor(ratio)) / ratio;
  painter.fillRect(QRectF(corner, QSizeF(std::max(to.x() - from.x(), width),
                                         std::max(to.y() - from.y(), width))),
                   colour);
}

}  // namespace homeostat::ui
