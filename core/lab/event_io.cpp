#include "core/lab/event_io.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace homeostat::lab {

namespace {

constexpr std::array<std::string_view, 3> operations{"set", "add", "scale"};
constexpr std::string_view never_text = "never";
constexpr std::array<std::string_view, 8> event_fields{"trial", "time_ms",     "symbol",   "op",
                                                       "value", "until_trial", "until_ms", "cells"};

Event event_from(const Json& json, const std::string& where, Model model) {
  require_known_fields(json, event_fields, where);
  if (!json.contains("symbol")) throw InputError(where, quoted(json), "an event with a symbol");
  Event event;
  event.symbol = text_field(json, "symbol", "");
  if (json.contains("trial")) event.trial = integer_of(json["trial"], where + ".trial");
  if (json.contains("time_ms")) event.time_ms = number_of(json["time_ms"], where + ".time_ms");
  if (json.contains("until_trial")) {
    event.until_trial = json["until_trial"] == never_text
                            ? never
                            : integer_of(json["until_trial"], where + ".until_trial");
  }
  if (json.contains("until_ms")) event.until_ms = number_of(json["until_ms"], where + ".until_ms");
  const std::string op = text_field(json, "op", "set");
  const auto found = std::ranges::find(operations, op);
  if (found == operations.end()) throw InputError(where + ".op", op, "set, add, scale");
  event.operation = static_cast<Operation>(found - operations.begin());
  if (event.symbol == activity_symbol) return event;
  event.cells = text_field(json, "cells", "");
  if (event.symbol == lesion_symbol || !event.cells.empty()) {
    if (!json.contains("value")) throw InputError(where + ".value", "missing", "a number");
    event.value = number_of(json["value"], where + ".value");
    return event;
  }
  const ParameterSpec& spec = parameter(model, event.symbol);
  if (!json.contains("value"))
    throw InputError(where + ".value", "missing", "a value for " + event.symbol);
  event.value = event.operation == Operation::set ? value_of(spec, json["value"])
                                                  : number_of(json["value"], where + ".value");
  return event;
}

}  // namespace

std::vector<Event> events_from(const Json& file, const std::string& key, Model model) {
  std::vector<Event> events;
  if (!file.contains(key)) return events;
  if (!file[key].is_array()) throw InputError(key, quoted(file[key]), "a list of events");
  for (const Json& item : file[key]) {
    events.push_back(event_from(item, key + "[" + std::to_string(events.size()) + "]", model));
  }
  return events;
}

Json json_of(const Event& event, Model model) {
  Json json;
  if (event.trial) json["trial"] = *event.trial;
  if (event.time_ms != 0 || !event.trial) json["time_ms"] = event.time_ms;
  json["symbol"] = event.symbol;
  if (event.symbol != activity_symbol) {
    json["op"] = operations[static_cast<std::size_t>(event.operation)];
    json["value"] = is_network_event(event)
                        ? Json(event.value)
                        : json_value(parameter(model, event.symbol), event.value);
  }
  if (!event.cells.empty()) json["cells"] = event.cells;
  if (event.until_trial)
    json["until_trial"] = *event.until_trial == never ? Json(never_text) : Json(*event.until_trial);
  if (event.until_ms) json["until_ms"] = *event.until_ms;
  return json;
}

}  // namespace homeostat::lab
