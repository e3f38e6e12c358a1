// Where a text stands that must not jump to and fro while what it names moves.
#pragma once

#include <QRectF>
#include <algorithm>
#include <cstddef>
#include <vector>

namespace homeostat::ui {

/// The first of `count` places, best first, with nothing in its way. The present one is left only
/// when it is not free, or for a better one with room to spare.
template <class BoxOf>
std::size_t steady_place(std::size_t present, std::size_t count, const std::vector<QRectF>& taken,
                         BoxOf&& box) {
  constexpr double spare_px = 10;
  const auto is_free = [&](std::size_t place, double spare) {
    const QRectF wanted = box(place).adjusted(-spare, -spare, spare, spare);
    return std::ranges::none_of(taken, [&](const QRectF& t) { return t.intersects(wanted); });
  };
  for (std::size_t place = 0; place < present; ++place) {
    if (is_free(place, spare_px)) return place;
  }
  for (std::size_t place = present; place < count; ++place) {
    if (is_free(place, 0)) return place;
  }
  for (std::size_t place = 0; place < present; ++place) {
    if (is_free(place, 0)) return place;
  }
  return present;
}

}  // namespace homeostat::ui
