#include "core/math/contour.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "core/math/check.h"

namespace homeostat::math {
namespace {

/// A side of a cell by number: 2 * sample for the side towards the next column, + 1 towards the
/// next row. Two cells share a side, so a line is a chain of sides.
using Side = int;
constexpr Side none = -1;

class SideGraph {
 public:
  SideGraph(std::span<const float> values, int nx, int ny)
      : values_(values), nx_(nx), ny_(ny), next_(2 * values.size(), {none, none}) {
    for (int row = 0; row + 1 < ny_; ++row) {
      for (int column = 0; column + 1 < nx_; ++column) add_cell(column, row);
    }
  }

  std::vector<Contour> lines() {
    std::vector<Contour> found;
    const auto sides = static_cast<Side>(next_.size());
    // Open lines first: begun in the middle, they would fall in two.
    for (Side side = 0; side < sides; ++side) {
      if (is_end(side)) found.push_back(follow(side));
    }
    for (Side side = 0; side < sides; ++side) {
      if (links(side)[0] != none) found.push_back(follow(side));
    }
    return found;
  }

 private:
  std::array<Side, 2>& links(Side side) { return next_[static_cast<std::size_t>(side)]; }
  bool is_end(Side side) { return links(side)[0] != none && links(side)[1] == none; }
  double value(int sample) const { return values_[static_cast<std::size_t>(sample)]; }

  void add_link(Side a, Side b) {
    links(a)[links(a)[0] == none ? 0 : 1] = b;
    links(b)[links(b)[0] == none ? 0 : 1] = a;
  }

  void remove_link(Side from, Side to) {
    std::array<Side, 2>& pair = links(from);
    if (pair[0] == to) pair[0] = pair[1];
    pair[1] = none;
  }

  void add_cell(int column, int row) {
    const int at = row * nx_ + column;
    const std::array<int, 4> corner{at, at + 1, at + nx_ + 1, at + nx_};
    const std::array<Side, 4> side{2 * at, 2 * (at + 1) + 1, 2 * (at + nx_), 2 * at + 1};
    std::array<Side, 4> crossed{};
    std::size_t count = 0;
    double sum = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const double here = value(corner[k]);
      if (std::isnan(here)) return;
      sum += here;
      if ((here > 0) != (value(corner[(k + 1) % 4]) > 0)) crossed[count++] = side[k];
    }
    if (count == 2) add_link(crossed[0], crossed[1]);
    if (count < 4) return;
    // A saddle: the mean of the corners tells which two of them are joined through the middle.
    const bool joins_first = (sum > 0) == (value(corner[0]) > 0);
    add_link(crossed[0], crossed[joins_first ? 1 : 3]);
    add_link(crossed[2], crossed[joins_first ? 3 : 1]);
  }

  GridPoint crossing(Side side) const {
    const int sample = side / 2;
    const bool along_row = side % 2 == 0;
    const double here = value(sample);
    const double there = value(sample + (along_row ? 1 : nx_));
    const double part = here / (here - there);
    return {sample % nx_ + (along_row ? part : 0), sample / nx_ + (along_row ? 0 : part)};
  }

  Contour follow(Side start) {
    Contour line{crossing(start)};
    for (Side side = start, next = links(side)[0]; next != none; next = links(side)[0]) {
      remove_link(side, next);
      remove_link(next, side);
      line.push_back(crossing(next));
      side = next;
    }
    return line;
  }

  std::span<const float> values_;
  int nx_, ny_;
  std::vector<std::array<Side, 2>> next_;
};

}  // namespace

std::vector<Contour> zero_contours(std::span<const float> values, int nx, int ny) {
  if (values.size() != static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny)) {
    bug("zero_contours: the values do not fill the grid");
  }
  return SideGraph(values, nx, ny).lines();
}

}  // namespace homeostat::math
