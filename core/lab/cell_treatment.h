// What a hand does to chosen cells of a network while it runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/ei/spikes.h"
#include "core/lab/event.h"

namespace homeostat::lab {

/// A current into chosen cells, on top of what all have, in every trial. Cells ascending.
struct CellCurrent {
  std::vector<int> cells;
  double amount = 0;  ///< pA; rate units: like I_ext
  double from_ms = 0, until_ms = 0;
  bool operator==(const CellCurrent&) const = default;
};

/// Rate units of one population that have another setpoint than the rest.
struct OwnSetpoint {
  std::vector<int> cells;
  double Hz = 0;
  bool operator==(const OwnSetpoint&) const = default;
};

/// The weights of a class among chosen rate units, multiplied once, and left to the rule.
struct Imprint {
  std::vector<int> cells;
  std::string symbol;  ///< "W_EE"
  double factor = 1;   ///< above 0
  bool operator==(const Imprint&) const = default;
};

/// All that a hand wants to be so, as one value; no two currents or setpoints are equal.
struct CellTreatment {
  std::vector<int> lesioned;  ///< ascending
  std::vector<CellCurrent> currents;
  std::vector<OwnSetpoint> setpoints{};
  std::vector<Imprint> imprints{};  ///< in the order in which they were made

  bool is_empty() const {
    return lesioned.empty() && currents.empty() && setpoints.empty() && imprints.empty();
  }
  bool operator==(const CellTreatment&) const = default;
};

/// How the treatment stands in a run, edit by edit.
class StandingTreatment {
 public:
  /// The events, as they shall stand in the run's log, by which `wanted` holds from `next_trial`
  /// on. Undoing is one more edit: time is not rewound, and an imprint undone divides the weights,
  /// whatever they have learned since.
  std::vector<Event> change_to(const CellTreatment& wanted, ei::Sizes sizes,
                               std::int64_t next_trial);

 private:
  /// Something that lasts, and the event by which it does.
  template <class Wish>
  struct Standing {
    Wish wish;
    Event event;
  };
  template <class Wish>
  void change(std::vector<Standing<Wish>>& standing, const std::vector<Wish>& wanted,
              ei::Sizes sizes, std::int64_t next_trial, std::vector<Event>& events);

  std::vector<int> lesioned_;
  std::vector<Standing<CellCurrent>> currents_;
  std::vector<Standing<OwnSetpoint>> setpoints_;
  std::vector<Imprint> imprints_;
};

}  // namespace homeostat::lab
