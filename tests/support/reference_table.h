// Tables of reference numbers: CSV with named columns, '#' comments and fields in double quotes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace homeostat::test {

class ReferenceTable {
 public:
  /// `file` is relative to tests/reference. Throws std::runtime_error when it cannot be read or a
  /// row has not as many fields as the header.
  explicit ReferenceTable(std::string_view file);

  std::size_t rows() const { return cells_.size(); }
  const std::vector<std::string>& columns() const { return columns_; }
  const std::string& text(std::size_t row, std::string_view column) const;
  double number(std::size_t row, std::string_view column) const;

  /// Half a unit of the last digit printed: the most by which the printed number may be off.
  double rounding(std::size_t row, std::string_view column) const;

  /// The row whose field of that column reads `wanted`; throws when there is none.
  std::size_t row_of(std::string_view column, std::string_view wanted) const;

 private:
  std::size_t column_index(std::string_view column) const;

  std::string file_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> cells_;
};

/// The lines of a file under tests/reference, for what is no table.
std::vector<std::string> reference_lines(std::string_view file);

}  // namespace homeostat::test
