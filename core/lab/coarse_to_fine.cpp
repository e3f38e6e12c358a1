#include "core/lab/coarse_to_fine.h"

#include <algorithm>

namespace homeostat::lab {

namespace {

constexpr int coarsest_cells = 8;

int nearest_multiple(int at, int step, int count) {
  const int last = (count - 1) / step * step;
  return std::min((at + step / 2) / step * step, last);
}

}  // namespace

int coarsest_step(int columns, int rows) {
  int step = 1;
  while ((std::max(columns, rows) + step - 1) / step > coarsest_cells) step *= 2;
  return step;
}

std::vector<std::vector<GridCell>> coarse_to_fine(int columns, int rows) {
  std::vector<std::vector<GridCell>> passes;
  const int first = coarsest_step(columns, rows);
  for (int step = first; step >= 1; step /= 2) {
    auto& pass = passes.emplace_back();
    const auto is_done = [&](int at) { return step != first && at % (2 * step) == 0; };
    for (int row = 0; row < rows; row += step) {
      for (int column = 0; column < columns; column += step) {
        if (!(is_done(column) && is_done(row))) pass.push_back({column, row});
      }
    }
  }
  return passes;
}

GridCell nearest_of_pass(GridCell cell, int step, int columns, int rows) {
  return {nearest_multiple(cell.column, step, columns), nearest_multiple(cell.row, step, rows)};
}

}  // namespace homeostat::lab
