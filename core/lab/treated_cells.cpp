#include "core/lab/treated_cells.h"

#include <algorithm>
#include <iterator>

#include "core/lab/cell_set.h"

namespace homeostat::lab {

std::vector<int> united(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> result;
  std::ranges::set_union(a, b, std::back_inserter(result));
  return result;
}

std::vector<int> after_lesion(const Event& event, const std::vector<int>& lesioned,
                              ei::Sizes sizes) {
  const std::vector<int> cells = parse_cells(event.cells, sizes);
  if (event.value != 0) return united(lesioned, cells);
  std::vector<int> result;
  std::ranges::set_difference(lesioned, cells, std::back_inserter(result));
  return result;
}

std::vector<int> driven_by(const std::vector<double>& current) {
  std::vector<int> driven;
  for (std::size_t cell = 0; cell < current.size(); ++cell) {
    if (current[cell] != 0) driven.push_back(static_cast<int>(cell));
  }
  return driven;
}

void inject(const Event& event, ei::Sizes sizes, std::vector<double>& current) {
  for (const int cell : parse_cells(event.cells, sizes)) {
    double& own = current[static_cast<std::size_t>(cell)];
    own = apply(event, own);
  }
}

}  // namespace homeostat::lab
