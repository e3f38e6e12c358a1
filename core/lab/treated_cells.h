// What events do to chosen cells of a network: who is lesioned, who has a current of its own.
#pragma once

#include <vector>

#include "core/ei/spikes.h"
#include "core/lab/event.h"

namespace homeostat::lab {

/// Elements of either, both ascending.
std::vector<int> united(const std::vector<int>& a, const std::vector<int>& b);

/// Lesioned cells, ascending, after one event more.
std::vector<int> after_lesion(const Event& event, const std::vector<int>& lesioned,
                              ei::Sizes sizes);

/// Cells with a current, ascending; `current`: one a cell.
std::vector<int> driven_by(const std::vector<double>& current);

/// The event's operation on the current of each of its cells; `current`: one a cell.
void inject(const Event& event, ei::Sizes sizes, std::vector<double>& current);

}  // namespace homeostat::lab
