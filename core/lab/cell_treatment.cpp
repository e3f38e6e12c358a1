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

/// From that trial on, to be ended by another edit.
Event lasting(const CellCurrent& current, ei::Sizes sizes, std::int64_t trial) {
  Event event;
  event.trial = trial;
  event.time_ms = current.from_ms;
  event.symbol = "I_ext";
  event.operation = Operation::add;
  event.value = current.amount;
  event.until_trial = never;
  event.until_ms = current.until_ms;
  event.cells = cells_text(current.cells, sizes);
  return event;
}

Event lasting(const OwnSetpoint& own, ei::Sizes sizes, std::int64_t trial) {
  Event event;
  event.trial = trial;
  event.symbol = own.cells.front() < sizes.E ? "E_set" : "I_set";
  event.value = own.Hz;
  event.until_trial = never;
  event.cells = cells_text(own.cells, sizes);
  return event;
}

Event scaling(const Imprint& imprint, double factor, ei::Sizes sizes, std::int64_t trial) {
  Event event;
  event.trial = trial;
  event.symbol = imprint.symbol;
  event.operation = Operation::scale;
  event.value = factor;
  event.cells = cells_text(imprint.cells, sizes);
  return event;
}

}  // namespace

template <class Wish>
void StandingTreatment::change(std::vector<Standing<Wish>>& standing,
                               const std::vector<Wish>& wanted, ei::Sizes sizes,
                               std::int64_t next_trial, std::vector<Event>& events) {
  std::erase_if(standing, [&](Standing<Wish>& one) {
    if (std::ranges::find(wanted, one.wish) != wanted.end()) return false;
    one.event.until_trial = next_trial;
    events.push_back(one.event);
    return true;
  });
  for (const Wish& wish : wanted) {
    if (std::ranges::find(standing, wish, &Standing<Wish>::wish) != standing.end()) continue;
    events.push_back(lasting(wish, sizes, next_trial));
    standing.push_back({wish, events.back()});
  }
}

std::vector<Event> StandingTreatment::change_to(const CellTreatment& wanted, ei::Sizes sizes,
                                                std::int64_t next_trial) {
  std::vector<Event> events;
  const auto lesions = [&](const std::vector<int>& cells, bool is_lesioned) {
    if (!cells.empty()) events.push_back(lesion(is_lesioned, cells_text(cells, sizes), next_trial));
  };
  lesions(only_in(wanted.lesioned, lesioned_), true);
  lesions(only_in(lesioned_, wanted.lesioned), false);
  lesioned_ = wanted.lesioned;

  change(currents_, wanted.currents, sizes, next_trial, events);
  change(setpoints_, wanted.setpoints, sizes, next_trial, events);

  const auto common = std::ranges::mismatch(imprints_, wanted.imprints);
  for (auto undone = imprints_.rbegin(); undone.base() != common.in1; ++undone)
    events.push_back(scaling(*undone, 1 / undone->factor, sizes, next_trial));
  for (auto done = common.in2; done != wanted.imprints.end(); ++done)
    events.push_back(scaling(*done, done->factor, sizes, next_trial));
  imprints_ = wanted.imprints;
  return events;
}

}  // namespace homeostat::lab
