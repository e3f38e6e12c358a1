// Level lines of a function sampled on a grid: marching squares, linear along the cells' sides.
#pragma once

#include <span>
#include <vector>

namespace homeostat::math {

/// A place on the grid, in columns and rows: (0, 0) is the first sample, (nx - 1, ny - 1) the last.
struct GridPoint {
  double column = 0;
  double row = 0;
};

using Contour = std::vector<GridPoint>;

/// Lines along which `values` (ny rows of nx) is zero. A closed line ends where it began, an open
/// one begins and ends on the rim or beside a NaN; exact for a function linear in row and column.
std::vector<Contour> zero_contours(std::span<const float> values, int nx, int ny);

}  // namespace homeostat::math
