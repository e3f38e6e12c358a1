#include "ui/plots/plane_range.h"

#include <QStringList>
#include <algorithm>

namespace homeostat::ui {
namespace {

constexpr double finest_side = 0.01;
constexpr double finest_part = 1e-3;
/// What is left of a length after some steps of zooming.
constexpr double rounding = 1e-9;

struct Side {
  double low, high;
};

/// Of the same length, moved into the plane.
Side inside(Side side) {
  const double length = std::min(side.high - side.low, largest_weight);
  const double low = std::clamp(side.low, 0.0, largest_weight - length);
  return {low, low + length};
}

Side x_side(const PlaneRange& range) { return {range.x_min, range.x_max}; }
Side y_side(const PlaneRange& range) { return {range.y_min, range.y_max}; }

/// The part of `side` that would be left, or more than 1, within what is admitted. What is as near
/// or as wide as can be already is not sent back.
double admitted_share(Side side, double wanted) {
  const double length = side.high - side.low;
  const double least = std::min(1.0, narrowest_side(side.high) / length);
  const double most = std::max(1.0, largest_weight / length);
  return std::clamp(wanted, least, most);
}

Side scaled(Side side, double share, double about) {
  return inside({about - (about - side.low) * share, about + (side.high - about) * share});
}

}  // namespace

double narrowest_side(double high) { return std::max(finest_side, finest_part * high); }

PlaneRange zoomed(const PlaneRange& range, double factor, QPointF about) {
  const Side x = x_side(range), y = y_side(range);
  // One share for both: the proportions stay.
  double share = admitted_share(x, 1 / factor);
  share = admitted_share(y, share);
  const Side to_x = scaled(x, share, about.x()), to_y = scaled(y, share, about.y());
  return {to_x.low, to_x.high, to_y.low, to_y.high};
}

PlaneRange panned(const PlaneRange& range, QPointF by) {
  const Side x = inside({range.x_min + by.x(), range.x_max + by.x()});
  const Side y = inside({range.y_min + by.y(), range.y_max + by.y()});
  return {x.low, x.high, y.low, y.high};
}

bool is_admitted(const PlaneRange& range) {
  const auto admits = [](Side side) {
    return side.low >= 0 && side.high <= largest_weight &&
           side.high - side.low >= narrowest_side(side.high) * (1 - rounding);
  };
  return admits(x_side(range)) && admits(y_side(range));
}

QString range_text(const PlaneRange& range) {
  QStringList numbers;
  for (const double limit : {range.x_min, range.x_max, range.y_min, range.y_max})
    numbers << QString::number(limit, 'g', 17);
  return numbers.join(' ');
}

std::optional<PlaneRange> plane_range(const QString& text) {
  const QStringList numbers = text.split(' ');
  if (numbers.size() != 4) return {};
  const PlaneRange range{numbers[0].toDouble(), numbers[1].toDouble(), numbers[2].toDouble(),
                         numbers[3].toDouble()};
  return is_admitted(range) ? std::optional(range) : std::nullopt;
}

}  // namespace homeostat::ui
