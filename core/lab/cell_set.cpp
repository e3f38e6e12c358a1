#include "core/lab/cell_set.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <numeric>

#include "core/math/check.h"

namespace homeostat::lab {

namespace {

/// Reads one "E 1-100" after another.
class CellParser {
 public:
  CellParser(std::string_view text, ei::Sizes sizes) : text_(text), rest_(text), sizes_(sizes) {}

  std::vector<int> cells() {
    std::vector<int> cells;
    do {
      const auto [first, last] = range();
      for (int cell = first; cell <= last; ++cell) cells.push_back(cell);
      skip_spaces();
    } while (skip(','));
    if (!rest_.empty()) refuse();
    std::ranges::sort(cells);
    cells.erase(std::ranges::unique(cells).begin(), cells.end());
    return cells;
  }

 private:
  [[noreturn]] void refuse() const {
    throw InputError("cells", std::string(text_),
                     "cells such as 'E 1-100, I 7', E up to " + std::to_string(sizes_.E) +
                         ", I up to " + std::to_string(sizes_.I));
  }
  void skip_spaces() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }
  bool skip(char wanted) {
    skip_spaces();
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  int number() {
    skip_spaces();
    int value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{}) refuse();
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }
  bool is_number_next() {
    skip_spaces();
    return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
  }
  std::pair<int, int> range() {
    const bool is_E = skip('E');
    if (!is_E && !skip('I')) refuse();
    const int count = is_E ? sizes_.E : sizes_.I;
    int first = 1, last = count;
    if (is_number_next()) {
      first = last = number();
      if (skip('-')) last = number();
    }
    if (first < 1 || last > count || last < first) refuse();
    const int offset = (is_E ? 0 : sizes_.E) - 1;
    return {first + offset, last + offset};
  }

  std::string_view text_, rest_;
  ei::Sizes sizes_;
};

}  // namespace

std::vector<int> parse_cells(std::string_view text, ei::Sizes sizes) {
  return CellParser(text, sizes).cells();
}

std::string cells_text(const std::vector<int>& cells, ei::Sizes sizes) {
  std::string text;
  for (std::size_t k = 0; k < cells.size();) {
    const bool is_E = cells[k] < sizes.E;
    const int end_of_kind = is_E ? sizes.E : sizes.all();
    std::size_t last = k;
    while (last + 1 < cells.size() && cells[last + 1] == cells[last] + 1 &&
           cells[last + 1] < end_of_kind)
      ++last;
    const int offset = (is_E ? 0 : sizes.E) - 1;
    if (!text.empty()) text += ", ";
    text += is_E ? "E " : "I ";
    text += std::to_string(cells[k] - offset);
    if (last > k) {
      text += '-';
      text += std::to_string(cells[last] - offset);
    }
    k = last + 1;
  }
  return text;
}

}  // namespace homeostat::lab
