// Chosen cells of a network, as people write them: "E 1-100, I 7".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ei/spikes.h"

namespace homeostat::lab {

/// Cells as the models count them (from 0, E first), ascending, each once. People count each kind
/// from 1. "E" alone is every E cell. Throws InputError on anything else and on cells that are not
/// there.
std::vector<int> parse_cells(std::string_view text, ei::Sizes sizes);

/// The inverse, in as few ranges as can be.
std::string cells_text(const std::vector<int>& cells, ei::Sizes sizes);

}  // namespace homeostat::lab
