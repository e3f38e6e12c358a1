#include "ui/plots/place_names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace homeostat::ui {
namespace {

constexpr double margin_px = 5;
constexpr double line_gap_px = 6;
constexpr int columns = 36, rows = 24;
constexpr std::array<double, 6> sizes{1.0, 1.3, 1.6, 2.0, 2.6, 3.4};

QRectF around(QPointF centre, QSizeF size) {
  return {centre - QPointF(size.width() / 2, size.height() / 2), size};
}

bool fits(const QRectF& box, const QRectF& area, const std::function<bool(QPointF)>& belongs) {
  if (!area.contains(box)) return false;
  for (int row = 0; row <= 4; ++row) {
    for (int column = 0; column <= 6; ++column) {
      if (!belongs({box.left() + box.width() * column / 6, box.top() + box.height() * row / 4})) {
        return false;
      }
    }
  }
  return true;
}

/// Centres of a box near a point: right, left, below, above, then the four corners.
std::array<QPointF, 8> beside(QPointF at, QSizeF size) {
  const double x = size.width() / 2 + line_gap_px, y = size.height() / 2 + line_gap_px;
  return {at + QPointF(x, 0), at - QPointF(x, 0), at + QPointF(0, y),  at - QPointF(0, y),
          at + QPointF(x, y), at - QPointF(x, y), at + QPointF(x, -y), at - QPointF(x, -y)};
}

}  // namespace

QRectF around(QPointF centre, double reach) { return around(centre, QSizeF(2 * reach, 2 * reach)); }

std::optional<QPointF> place_for_name(const QRectF& area, QSizeF size,
                                      const std::vector<QRectF>& taken,
                                      const std::function<bool(QPointF)>& belongs) {
  std::vector<QPointF> inside;
  QPointF middle;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const QPointF at(area.left() + (column + 0.5) / columns * area.width(),
                       area.top() + (row + 0.5) / rows * area.height());
      if (!belongs(at)) continue;
      inside.push_back(at);
      middle += at;
    }
  }
  if (inside.empty()) return {};
  middle /= static_cast<double>(inside.size());
  std::sort(inside.begin(), inside.end(), [middle](QPointF a, QPointF b) {
    return std::hypot(a.x() - middle.x(), a.y() - middle.y()) <
           std::hypot(b.x() - middle.x(), b.y() - middle.y());
  });
  const QSizeF box = size.grownBy(QMarginsF(margin_px, margin_px, margin_px, margin_px));
  std::optional<QPointF> best;
  std::size_t reached = 0;
  for (const QPointF at : inside) {
    const QRectF text = around(at, box);
    if (std::any_of(taken.begin(), taken.end(),
                    [&](const QRectF& t) { return t.intersects(text); }))
      continue;
    while (reached < sizes.size() && fits(around(at, box * sizes[reached]), area, belongs)) {
      best = at;
      ++reached;
    }
  }
  return best;
}

std::optional<QPointF> place_beside_line(const QRectF& area, QSizeF size,
                                         const std::vector<QPointF>& line,
                                         const std::vector<QRectF>& taken, double wanted_y) {
  std::vector<QPointF> inside;
  std::copy_if(line.begin(), line.end(), std::back_inserter(inside),
               [&](QPointF at) { return area.contains(at); });
  std::sort(inside.begin(), inside.end(), [wanted_y](QPointF a, QPointF b) {
    return std::abs(a.y() - wanted_y) < std::abs(b.y() - wanted_y);
  });
  std::optional<QPointF> crowded;
  for (const QPointF at : inside) {
    for (const QPointF centre : beside(at, size)) {
      const QRectF box = around(centre, size);
      if (!area.contains(box)) continue;
      if (!crowded) crowded = centre;
      const QRectF apart =
          box.marginsAdded({line_gap_px / 2, line_gap_px / 2, line_gap_px / 2, line_gap_px / 2});
      const bool is_free =
          std::none_of(taken.begin(), taken.end(),
                       [&](const QRectF& t) { return t.intersects(box); }) &&
          std::none_of(inside.begin(), inside.end(), [&](QPointF p) { return apart.contains(p); });
      if (is_free) return centre;
    }
  }
  return crowded;
}

}  // namespace homeostat::ui
