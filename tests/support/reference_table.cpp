#include "tests/support/reference_table.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace homeostat::test {
namespace {

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> found(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      found.emplace_back();
    } else if (c != '\r') {
      found.back() += c;
    }
  }
  return found;
}

}  // namespace

std::vector<std::string> reference_lines(std::string_view file) {
  const std::string path = std::string(HOMEOSTAT_REFERENCE_DIR) + "/" + std::string(file);
  std::ifstream in(path);
  if (!in) throw std::runtime_error("no reference file " + path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

ReferenceTable::ReferenceTable(std::string_view file) : file_(file) {
  for (const std::string& line : reference_lines(file)) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> row = fields(line);
    if (columns_.empty()) {
      columns_ = std::move(row);
    } else if (row.size() == columns_.size()) {
      cells_.push_back(std::move(row));
    } else {
      throw std::runtime_error(file_ + ": a row has not the header's number of fields: " + line);
    }
  }
}

std::size_t ReferenceTable::column_index(std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end())
    throw std::runtime_error(file_ + ": no column " + std::string(column));
  return static_cast<std::size_t>(found - columns_.begin());
}

const std::string& ReferenceTable::text(std::size_t row, std::string_view column) const {
  return cells_.at(row)[column_index(column)];
}

double ReferenceTable::number(std::size_t row, std::string_view column) const {
  const std::string& field = text(row, column);
  char* end = nullptr;
  const double value = std::strtod(field.c_str(), &end);  // std::stod refuses denormal numbers
  if (field.empty() || *end != '\0') throw std::runtime_error(file_ + ": no number: " + field);
  return value;
}

double ReferenceTable::rounding(std::size_t row, std::string_view column) const {
  const std::string& printed = text(row, column);
  const std::size_t e = printed.find_first_of("eE");
  const std::string mantissa = printed.substr(0, e);
  const std::size_t point = mantissa.find('.');
  const int decimals =
      point == std::string::npos ? 0 : static_cast<int>(mantissa.size() - point - 1);
  const int exponent = e == std::string::npos ? 0 : std::stoi(printed.substr(e + 1));
  return 0.5 * std::pow(10.0, exponent - decimals);
}

std::size_t ReferenceTable::row_of(std::string_view column, std::string_view wanted) const {
  for (std::size_t row = 0; row < rows(); ++row) {
    if (text(row, column) == wanted) return row;
  }
  throw std::runtime_error(file_ + ": no row " + std::string(wanted));
}

}  // namespace homeostat::test
