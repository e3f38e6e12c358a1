// Curves down to what print can show.
#pragma once

#include <vector>

namespace homeostat::figure {

struct Point {
  double x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

/// Fewer points whose line looks the same in print: no point of either line is farther than
/// `tolerance` from the other. Ends are kept. Where a line goes up and down many times within the
/// tolerance across, its lowest and highest points are kept.
std::vector<Point> simplified(const std::vector<Point>& line, double tolerance);

}  // namespace homeostat::figure
