#include "core/figure/plot_csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/figure/plot_fields.h"
#include "core/math/check.h"
#include "core/math/numbers.h"

namespace homeostat::figure {

namespace {

using Json = nlohmann::json;
constexpr std::string_view description_mark = "# homeostat-plot ";

template <class T>
constexpr bool is_plain = std::is_arithmetic_v<T> || std::is_same_v<T, std::string>;
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

struct Column {
  std::string name;
  const std::vector<double>* numbers;
};

class Describer {
 public:
  explicit Describer(std::vector<Column>& columns, const Plot& plot)
      : columns_(columns), plot_(plot) {}

  template <class T>
  void operator()(const char* key, const T& value) {
    json[key] = of(value);
  }
  void series(const char* key, const std::vector<double>& numbers) {
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      if (columns_[k].numbers->size() != numbers.size()) continue;
      const bool same = std::ranges::equal(*columns_[k].numbers, numbers, [](double a, double b) {
        return a == b || (std::isnan(a) && std::isnan(b));
      });
      if (same) {
        json["series"][key] = k;
        return;
      }
    }
    json["series"][key] = columns_.size();
    columns_.push_back({column_name(key), &numbers});
  }

  Json json = Json::object();

 private:
  template <class T>
  Json of(const T& value) {
    if constexpr (is_plain<T>) {
      return value;
    } else if constexpr (std::is_enum_v<T>) {
      return static_cast<int>(value);
    } else if constexpr (IsVector<T>::value) {
      Json list = Json::array();
      for (const auto& item : value) list.push_back(of(item));
      return list;
    } else if constexpr (IsOptional<T>::value) {
      return value ? of(*value) : Json();
    } else if constexpr (std::is_same_v<T, Element>) {
      Describer inner(columns_, plot_);
      std::visit(
          [&](const auto& element) {
            if constexpr (requires { element.name; }) inner.element_ = element.name;
            fields(inner, element);
          },
          value);
      inner.json["kind"] = element_names[value.index()];
      return inner.json;
    } else {
      Describer inner(columns_, plot_);
      fields(inner, value);
      return inner.json;
    }
  }

  /// "time (ms)" for what runs along the x axis, "E" for what is a line's y, "pulse to" for the
  /// rest.
  std::string column_name(std::string_view key) const {
    std::string name = element_.empty() ? "series" : element_;
    if (key == "x") name = plot_.x.title.empty() ? "x" : plot_.x.title;
    if (key != "x" && key != "y" && key != "value") name += ' ' + std::string(key);
    for (char& c : name) {
      if (c == ',' || c == '"' || c == '\n') c = ' ';
    }
    const auto is_taken = [&](const std::string& wanted) {
      return std::ranges::any_of(columns_, [&](const Column& c) { return c.name == wanted; });
    };
    std::string unique = name;
    for (int k = 2; is_taken(unique); ++k) unique = name + ' ' + std::to_string(k);
    return unique;
  }

  std::vector<Column>& columns_;
  const Plot& plot_;
  std::string element_;
};

class Reader {
 public:
  Reader(const Json& json, std::vector<std::vector<double>>& columns)
      : json_(json), columns_(columns) {}

  template <class T>
  void operator()(const char* key, T& value) {
    read(json_.at(key), value);
  }
  void series(const char* key, std::vector<double>& numbers) {
    numbers = columns_.at(json_.at("series").at(key).get<std::size_t>());
  }

 private:
  template <class T>
  void read(const Json& json, T& value) {
    if constexpr (is_plain<T>) {
      json.get_to(value);
    } else if constexpr (std::is_enum_v<T>) {
      value = static_cast<T>(json.get<int>());
    } else if constexpr (IsVector<T>::value) {
      value.clear();
      for (const Json& item : json) read(item, value.emplace_back());
    } else if constexpr (IsOptional<T>::value) {
      if (json.is_null()) return value.reset();
      read(json, value.emplace());
    } else if constexpr (std::is_same_v<T, Element>) {
      const auto kind = std::ranges::find(element_names, json.at("kind").get<std::string>());
      if (kind == element_names.end()) throw Json::other_error::create(500, "kind", &json);
      read_kind<0>(json, static_cast<std::size_t>(kind - element_names.begin()), value);
    } else {
      Reader inner(json, columns_);
      fields(inner, value);
    }
  }
  template <std::size_t k>
  void read_kind(const Json& json, std::size_t kind, Element& value) {
    if constexpr (k < std::variant_size_v<Element>) {
      if (k != kind) return read_kind<k + 1>(json, kind, value);
      Reader inner(json, columns_);
      fields(inner, value.emplace<k>());
    }
  }

  const Json& json_;
  std::vector<std::vector<double>>& columns_;
};

void append_number(std::string& text, double value) {
  if (std::isnan(value)) {
    text += "NaN";
    return;
  }
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  text.append(digits.data(), end);
}

/// Takes the text up to a sign off its front.
std::string_view take(std::string_view& text, char sign) {
  const std::size_t at = std::min(text.find(sign), text.size());
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return part;
}

[[noreturn]] void refuse(std::string_view value) {
  throw InputError("plot", std::string(value.substr(0, 40)), "a CSV that an export has written");
}

double number(std::string_view text) {
  if (text == "NaN") return nan;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) refuse(text);
  return value;
}

}  // namespace

std::string plot_csv(const Plot& plot, std::string_view comment) {
  std::vector<Column> columns;
  Describer describer(columns, plot);
  fields(describer, plot);
  std::string text;
  if (!comment.empty()) text += "# " + std::string(comment) + '\n';
  text += std::string(description_mark) +
          describer.json.dump(-1, ' ', true, Json::error_handler_t::replace) + '\n';
  std::size_t rows = 0;
  for (std::size_t k = 0; k < columns.size(); ++k) {
    text += (k == 0 ? "" : ",") + columns[k].name;
    rows = std::max(rows, columns[k].numbers->size());
  }
  text += '\n';
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t k = 0; k < columns.size(); ++k) {
      if (k > 0) text += ',';
      if (row < columns[k].numbers->size()) append_number(text, (*columns[k].numbers)[row]);
    }
    text += '\n';
  }
  return text;
}

Plot plot_from_csv(std::string_view csv) {
  std::string_view line, description;
  while (csv.starts_with('#')) {
    line = take(csv, '\n');
    if (line.starts_with(description_mark)) description = line.substr(description_mark.size());
  }
  if (description.empty()) refuse(line);
  std::string_view header = take(csv, '\n');
  std::vector<std::vector<double>> columns;
  while (!header.empty()) {
    take(header, ',');
    columns.emplace_back();
  }
  while (!csv.empty()) {
    std::string_view row = take(csv, '\n');
    for (auto& column : columns) {
      const std::string_view cell = take(row, ',');
      if (!cell.empty()) column.push_back(number(cell));
    }
  }
  try {
    const Json json = Json::parse(description);
    Plot plot;
    Reader reader(json, columns);
    fields(reader, plot);
    return plot;
  } catch (const std::exception&) {
    refuse(description);
  }
}

}  // namespace homeostat::figure
