// What a hand does to chosen cells of a network while it runs: lesions, and currents.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ei/spikes.h"
#include "core/lab/event.h"

namespace homeostat::lab {

/// A current into chosen cells, on top of what all have, in every trial. Cells ascending.
struct CellCurrent {
  std::vector<int> cells;
  double pA = 0;
  double from_ms = 0, until_ms = 0;
  bool operator==(const CellCurrent&) const = default;
};

/// All that a hand wants to be so, as one value; no two currents are equal.
struct CellTreatment {
  std::vector<int> lesioned;  ///< ascending
  std::vector<CellCurrent> currents;

  bool is_empty() const { return lesioned.empty() && currents.empty(); }
  bool operator==(const CellTreatment&) const = default;
};

/// How the treatment stands in a run, edit by edit.
class StandingTreatment {
 public:
  /// The events, as they shall stand in the run's log, by which `wanted` holds from `next_trial`
  /// on. Undoing is one more edit: time is not rewound.
  std::vector<Event> change_to(const CellTreatment& wanted, ei::Sizes sizes,
                               std::int64_t next_trial);

 private:
  struct Standing {
    CellCurrent current;
    Event event;
  };
  std::vector<int> lesioned_;
  std::vector<Standing> currents_;
};

}  // namespace homeostat::lab
