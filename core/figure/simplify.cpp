#include "core/figure/simplify.h"

#include <algorithm>
#include <cmath>

namespace homeostat::figure {

namespace {

/// Points that follow each other within `width` of one upright line are replaced by the first, the
/// lowest, the highest and the last of them, in their order.
std::vector<Point> without_strokes_within(const std::vector<Point>& line, double width) {
  std::vector<Point> kept;
  kept.reserve(line.size());
  for (std::size_t from = 0; from < line.size();) {
    double left = line[from].x, right = line[from].x;
    std::size_t low = from, high = from, to = from + 1;
    for (; to < line.size(); ++to) {
      const double next_left = std::min(left, line[to].x), next_right = std::max(right, line[to].x);
      if (next_right - next_left > width) break;
      left = next_left, right = next_right;
      if (line[to].y < line[low].y) low = to;
      if (line[to].y > line[high].y) high = to;
    }
    std::size_t last = from;
    kept.push_back(line[from]);
    for (const std::size_t k : {std::min(low, high), std::max(low, high), to - 1}) {
      if (k > last) kept.push_back(line[last = k]);
    }
    from = to;
  }
  return kept;
}

double distance_to_segment(const Point& at, const Point& a, const Point& b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  const double part =
      squared > 0 ? std::clamp(((at.x - a.x) * dx + (at.y - a.y) * dy) / squared, 0.0, 1.0) : 0;
  return std::hypot(at.x - a.x - part * dx, at.y - a.y - part * dy);
}

/// How many points may be looked back at: bounds the work on long straight stretches.
constexpr std::size_t longest_stretch = 64;

/// Leaves out points within `tolerance` of the segment that replaces them.
std::vector<Point> without_straight_points(const std::vector<Point>& line, double tolerance) {
  std::vector<Point> kept{line.front()};
  std::size_t from = 0;
  while (from + 1 < line.size()) {
    const auto fits = [&](std::size_t to) {
      for (std::size_t k = from + 1; k < to; ++k) {
        if (distance_to_segment(line[k], line[from], line[to]) > tolerance) return false;
      }
      return true;
    };
    std::size_t to = from + 1;
    const std::size_t end = std::min(line.size() - 1, from + longest_stretch);
    while (to < end && fits(to + 1)) ++to;
    kept.push_back(line[to]);
    from = to;
  }
  return kept;
}

}  // namespace

std::vector<Point> simplified(const std::vector<Point>& line, double tolerance) {
  if (line.size() < 3) return line;
  return without_straight_points(without_strokes_within(line, tolerance / 2), tolerance / 2);
}

}  // namespace homeostat::figure
