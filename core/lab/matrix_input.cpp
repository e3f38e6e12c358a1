#include "core/lab/matrix_input.h"

#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "core/math/check.h"

namespace homeostat::lab {

namespace {

static_assert(std::endian::native == std::endian::little, "'<' is read as it stands");

constexpr std::string_view npy_magic("\x93NUMPY", 6);

std::string contents(std::string_view field, const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::error_code none;
  if (!file || std::filesystem::is_directory(path, none))
    throw InputError(std::string(field), path.string(), "a file that can be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

[[noreturn]] void refuse(std::string_view field, const std::filesystem::path& path,
                         const std::string& where, const std::string& allowed) {
  throw InputError(std::string(field).append(" ").append(where), path.string(), allowed);
}

// CSV

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// The numbers of a line; nothing when one of its fields is not a number. `bad` becomes that field.
std::optional<std::vector<double>> numbers_of(std::string_view line, std::string& bad) {
  std::vector<double> numbers;
  std::size_t at = 0;
  const auto skip_spaces = [&] {
    while (at < line.size() && is_space(line[at])) ++at;
  };
  skip_spaces();
  while (at < line.size()) {
    std::size_t end = at;
    while (end < line.size() && !is_space(line[end]) && line[end] != ',' && line[end] != ';') ++end;
    std::string_view text = line.substr(at, end - at);
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || rest != text.data() + text.size()) {
      bad = line.substr(at, end - at);
      return std::nullopt;
    }
    numbers.push_back(value);
    at = end;
    skip_spaces();
    if (at == line.size()) break;
    if (line[at] == ',' || line[at] == ';') ++at;
    skip_spaces();
    // A separator at the end of a line ends no further field.
  }
  return numbers;
}

math::RowMatrix parse_csv(std::string_view field, const std::filesystem::path& path,
                          std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<double> values;
  std::size_t columns = 0, rows = 0, line_number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_number;
    const std::string where = std::string("line ").append(std::to_string(line_number));
    std::string bad;
    if (line.starts_with('#')) continue;
    const auto numbers = numbers_of(line, bad);
    if (!numbers)
      refuse(field, path, where,
             std::string("numbers only, no header; not '").append(bad.substr(0, 40)).append("'"));
    if (numbers->empty()) continue;
    if (rows == 0) columns = numbers->size();
    if (numbers->size() != columns)
      refuse(field, path, where,
             std::to_string(columns)
                 .append(" numbers, as in the first row; not ")
                 .append(std::to_string(numbers->size())));
    values.insert(values.end(), numbers->begin(), numbers->end());
    ++rows;
  }
  return Eigen::Map<const math::RowMatrix>(values.data(), static_cast<Eigen::Index>(rows),
                                           static_cast<Eigen::Index>(columns));
}

// NPY

struct NpyHeader {
  std::string type;  ///< "<f8"
  bool is_column_major = false;
  std::size_t rows = 0, columns = 1;
  std::size_t begin = 0;  ///< of the numbers
};

/// What stands between `from` and `to` after `key` in the header's Python literal.
std::string_view after(std::string_view words, std::string_view key, char from, char to) {
  const std::size_t at = words.find(key);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = words.find(from, at + key.size());
  if (begin == std::string_view::npos) return {};
  const std::size_t end = words.find(to, begin + 1);
  return end == std::string_view::npos ? std::string_view{}
                                       : words.substr(begin + 1, end - begin - 1);
}

NpyHeader parse_npy_header(std::string_view field, const std::filesystem::path& path,
                           std::string_view text) {
  const auto broken = [&] { refuse(field, path, "header", "a whole .npy file"); };
  if (text.size() < 12) broken();
  const bool is_first_version = text[6] == 1;
  const std::size_t length_bytes = is_first_version ? 2 : 4;
  std::size_t length = 0;
  for (std::size_t k = 0; k < length_bytes; ++k)
    length |= static_cast<std::size_t>(static_cast<unsigned char>(text[8 + k])) << (8 * k);
  NpyHeader header;
  header.begin = 8 + length_bytes + length;
  if (header.begin > text.size()) broken();
  const std::string_view words = text.substr(8 + length_bytes, length);
  header.type = after(words, "'descr':", '\'', '\'');
  header.is_column_major = words.find("'fortran_order': True") != std::string_view::npos;
  std::string bad;
  const auto shape = numbers_of(after(words, "'shape':", '(', ')'), bad);
  if (header.type.empty() || !shape) broken();
  if (shape->empty() || shape->size() > 2) refuse(field, path, "shape", "one or two dimensions");
  constexpr double largest = 1e12;  // beyond any file's size
  for (const double extent : *shape)
    if (!(extent >= 0 && extent <= largest)) broken();
  header.rows = static_cast<std::size_t>((*shape)[0]);
  if (shape->size() == 2) header.columns = static_cast<std::size_t>((*shape)[1]);
  return header;
}

template <class Stored>
double stored_number(const char* at) {
  Stored value;
  std::memcpy(&value, at, sizeof value);
  return static_cast<double>(value);
}

struct NpyType {
  std::string_view name;  ///< without the order of bytes
  std::size_t bytes;
  double (*number)(const char*);
};

constexpr NpyType npy_types[] = {
    {"f8", 8, stored_number<double>},        {"f4", 4, stored_number<float>},
    {"i1", 1, stored_number<std::int8_t>},   {"i2", 2, stored_number<std::int16_t>},
    {"i4", 4, stored_number<std::int32_t>},  {"i8", 8, stored_number<std::int64_t>},
    {"u1", 1, stored_number<std::uint8_t>},  {"u2", 2, stored_number<std::uint16_t>},
    {"u4", 4, stored_number<std::uint32_t>}, {"u8", 8, stored_number<std::uint64_t>},
    {"b1", 1, stored_number<std::uint8_t>}};

math::RowMatrix parse_npy(std::string_view field, const std::filesystem::path& path,
                          std::string_view text) {
  const NpyHeader header = parse_npy_header(field, path, text);
  const NpyType* type = nullptr;
  for (const NpyType& known : npy_types)
    if (header.type.size() == 3 && header.type[0] != '>' && known.name == header.type.substr(1))
      type = &known;
  if (type == nullptr)
    refuse(field, path, "type",
           std::string("real or whole numbers, lowest byte first; not '")
               .append(header.type)
               .append("'"));
  const std::size_t available = (text.size() - header.begin) / type->bytes;
  if (header.columns != 0 && header.rows > available / header.columns)
    refuse(field, path, "contents", "as many numbers as its shape says; the file is cut off");
  math::RowMatrix matrix(header.rows, header.columns);
  for (std::size_t r = 0; r < header.rows; ++r)
    for (std::size_t c = 0; c < header.columns; ++c) {
      const std::size_t place =
          header.is_column_major ? c * header.rows + r : r * header.columns + c;
      matrix(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(c)) =
          type->number(text.data() + header.begin + place * type->bytes);
    }
  return matrix;
}

}  // namespace

math::RowMatrix read_matrix(std::string_view field, const std::filesystem::path& file) {
  const std::string text = contents(field, file);
  return text.starts_with(npy_magic) ? parse_npy(field, file, text) : parse_csv(field, file, text);
}

Eigen::VectorXd read_vector(std::string_view field, const std::filesystem::path& file) {
  const math::RowMatrix matrix = read_matrix(field, file);
  if (matrix.rows() > 1 && matrix.cols() > 1)
    throw InputError(
        std::string(field),
        std::to_string(matrix.rows()).append(" rows of ").append(std::to_string(matrix.cols())),
        "one row or one column");
  return Eigen::Map<const Eigen::VectorXd>(matrix.data(), matrix.size());
}

}  // namespace homeostat::lab
