// Events as they stand in experiment files.
#pragma once

#include <string>
#include <vector>

#include "core/lab/event.h"
#include "core/lab/json_fields.h"

namespace homeostat::lab {

/// The list of that name in the file, if there is one. Throws InputError naming the event.
std::vector<Event> events_from(const Json& file, const std::string& key, Model model);
Json json_of(const Event& event, Model model);

}  // namespace homeostat::lab
