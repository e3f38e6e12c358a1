// The cells of a grid in an order that shows the whole first and its details later.
#pragma once

#include <vector>

namespace homeostat::lab {

struct GridCell {
  int column = 0, row = 0;
  bool operator==(const GridCell&) const = default;
};

/// Every cell of the grid once, in passes: every step-th column and row first, the step a power of
/// two that leaves at most 8 of either; then those of half the step that are still missing, and so
/// on to all.
std::vector<std::vector<GridCell>> coarse_to_fine(int columns, int rows);

/// The step of the first pass.
int coarsest_step(int columns, int rows);

/// The nearest of the cells that a pass of this step (and those before it) has.
GridCell nearest_of_pass(GridCell cell, int step, int columns, int rows);

}  // namespace homeostat::lab
