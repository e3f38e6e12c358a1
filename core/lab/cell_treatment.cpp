#include "core/lab/cell_treatment.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "core/lab/cell_set.h"

namespace homeostat::lab {
namespace {

/// Those of the first that are not in the second.
std::vector<int> only_in(const std::vector<int>& first, const std::vector<int>& second) {
  std::vector<int> result;
  std::ranges::set_difference(first, second, std::back_inserter(result));
  return result;
}

Event lesion(bool is_lesioned, std::string cells, std::int64_t trial) {
  Event event;
  event.trial = trial;
  event.symbol = lesion_symbol;
  event.value = is_lesioned ? 1 : 0;
  event.cells = std::move(cells);
  return event;
}

Event injection(const CellCurrent& current, std::string cells, std::int64_t trial) {
  Event event;
  event.trial = trial;
  event.time_ms = current.from_ms;
  event.symbol = "I_ext";
  event.operation = Operation::add;
  event.value = current.pA;
  event.until_trial = never;
  event.until_ms = current.until_ms;
  event.cells = std::move(cells);
  return event;
}

}  // namespace

std::vector<Event> StandingTreatment::change_to(const CellTreatment& wanted, ei::Sizes sizes,
                                                std::int64_t next_trial) {
  std::vector<Event> events;
  const auto lesions = [&](const std::vector<int>& cells, bool is_lesioned) {
    if (!cells.empty()) events.push_back(lesion(is_lesioned, cells_text(cells, sizes), next_trial));
  };
  lesions(only_in(wanted.lesioned, lesioned_), true);
  lesions(only_in(lesioned_, wanted.lesioned), false);
  lesioned_ = wanted.lesioned;

  std::erase_if(currents_, [&](Standing& standing) {
    if (std::ranges::find(wanted.currents, standing.current) != wanted.currents.end()) return false;
    standing.event.until_trial = next_trial;
    events.push_back(standing.event);
    return true;
  });
  for (const CellCurrent& current : wanted.currents) {
    if (std::ranges::find(currents_, current, &Standing::current) != currents_.end()) continue;
    events.push_back(injection(current, cells_text(current.cells, sizes), next_trial));
    currents_.push_back({current, events.back()});
  }
  return events;
}

}  // namespace homeostat::lab
