#include "core/math/check.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

namespace homeostat {

InputError::InputError(std::string field, std::string value, std::string allowed)
    : std::runtime_error(field + ": '" + value + "' is refused; allowed: " + allowed),
      field_(std::move(field)),
      value_(std::move(value)),
      allowed_(std::move(allowed)) {}

void require(bool holds, std::string_view field, double value, std::string_view allowed) {
  if (!holds) throw InputError(std::string(field), number_text(value), std::string(allowed));
}

void bug(std::string_view what) {
  std::fprintf(stderr, "homeostat: internal error: %.*s\n", static_cast<int>(what.size()),
               what.data());
  std::abort();
}

std::string number_text(double value) {
  if (std::isnan(value)) return "nan";
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

namespace detail {

// Edits to turn a into b, letter case free, so that "w_ee" finds "W_EE".
int spelling_distance(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int diagonal = std::exchange(row[0], static_cast<int>(i));
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int replaced = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace detail
}  // namespace homeostat
