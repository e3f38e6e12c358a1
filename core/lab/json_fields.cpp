#include "core/lab/json_fields.h"

namespace homeostat::lab {

std::string quoted(const Json& json) {
  std::string text = json.dump(-1, ' ', true, Json::error_handler_t::replace);
  return text.size() <= 40 ? text : text.substr(0, 37) + "...";
}

std::string text_field(const Json& object, const char* key, const std::string& fallback) {
  if (!object.contains(key)) return fallback;
  if (!object[key].is_string()) throw InputError(key, quoted(object[key]), "a text");
  return object[key].get<std::string>();
}

double number_of(const Json& json, std::string_view field) {
  if (!json.is_number()) throw InputError(std::string(field), quoted(json), "a number");
  return json.get<double>();
}

std::int64_t integer_of(const Json& json, const std::string& field) {
  if (!json.is_number_integer() && !json.is_number_unsigned()) {
    throw InputError(field, quoted(json), "a whole number");
  }
  return json.get<std::int64_t>();
}

double value_of(const ParameterSpec& spec, const Json& json) {
  if (spec.is_choice()) {
    if (!json.is_string()) throw InputError(std::string(spec.symbol), quoted(json), "a name");
    return parse_value(spec, json.get<std::string>());
  }
  const double value = number_of(json, spec.symbol);
  check_value(spec, value);
  return value;
}

Json json_value(const ParameterSpec& spec, double value) {
  if (spec.is_choice()) return value_text(spec, value);
  return value;
}

}  // namespace homeostat::lab
