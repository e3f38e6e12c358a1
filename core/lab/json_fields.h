// Fields of JSON files, read so that an error names the field, its value and what is allowed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/lab/parameters.h"
#include "core/math/check.h"

namespace homeostat::lab {

using Json = nlohmann::ordered_json;

/// A JSON value as it may be quoted in one line.
std::string quoted(const Json& json);

// All throw InputError.
std::string text_field(const Json& object, const char* key, const std::string& fallback);
double number_of(const Json& json, std::string_view field);
std::int64_t integer_of(const Json& json, const std::string& field);
double value_of(const ParameterSpec& spec, const Json& json);
/// The inverse of value_of().
Json json_value(const ParameterSpec& spec, double value);

template <class Fields>
void require_known_fields(const Json& object, const Fields& fields, const std::string& where) {
  if (!object.is_object()) throw InputError(where, quoted(object), "an object: { ... }");
  for (const auto& [key, value] : object.items()) {
    if (std::ranges::find(fields, key) != fields.end()) continue;
    const std::string near = nearest_name(key, fields);
    std::string known;
    for (const auto& field : fields) known += (known.empty() ? "" : ", ") + std::string(field);
    throw InputError(
        where, key,
        near.empty() ? "the fields " + known : "known fields; did you mean '" + near + "'?");
  }
}

}  // namespace homeostat::lab
