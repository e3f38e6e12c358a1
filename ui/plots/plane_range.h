// The part of a plane of weights that is looked at, and how zooming and panning change it.
#pragma once

#include <QPointF>
#include <QString>
#include <optional>

namespace homeostat::ui {

/// W_EE across, W_IE up.
struct PlaneRange {
  double x_min = 0, x_max = 10, y_min = 0, y_max = 20;

  double width() const { return x_max - x_min; }
  double height() const { return y_max - y_min; }
  QPointF centre() const { return {x_min + width() / 2, y_min + height() / 2}; }
  bool contains(QPointF at) const {
    return at.x() >= x_min && at.x() <= x_max && at.y() >= y_min && at.y() <= y_max;
  }
  bool operator==(const PlaneRange&) const = default;
};

/// As the paper's figures show the plane, and the box over which areas are compared.
inline constexpr PlaneRange paper_window{0, 10, 0, 20}, paper_box{0, 10, 0, 30};

/// Weights are not negative, and nothing is looked for beyond the largest.
inline constexpr double largest_weight = 1000;

/// The narrowest a side may be that ends at `high`: finer, its ticks could not be told apart.
double narrowest_side(double high);

/// Within the plane and nowhere too narrow.
bool is_admitted(const PlaneRange& range);

/// `factor` times as near, with `about` staying where it is on the screen, unless that would show
/// what lies outside the plane.
PlaneRange zoomed(const PlaneRange& range, double factor, QPointF about);

/// Moved by so much, as far as the plane goes.
PlaneRange panned(const PlaneRange& range, QPointF by);

/// As it is kept between sessions; nothing where the text is not of an admitted range.
QString range_text(const PlaneRange& range);
std::optional<PlaneRange> plane_range(const QString& text);

}  // namespace homeostat::ui
