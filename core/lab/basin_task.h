// A basin map for a question that keeps changing, made beside whatever else goes on, with what the
// analysis says of its cells.
#pragma once

#include <vector>

#include "core/lab/basin_map.h"
#include "core/lab/basin_verdict.h"
#include "core/lab/long_task.h"

namespace homeostat::lab {

struct JudgedBasin {
  BasinMap map;
  std::vector<BasinVerdict> verdicts;  ///< of the map's cells; of unfinished ones nothing yet

  /// There is a verdict, and the outcome is another.
  bool disagrees(std::size_t cell) const {
    return verdicts[cell].applies && !verdicts[cell].agrees();
  }
};

using BasinTask = LongTask<BasinQuestion, JudgedBasin>;

/// On threads that leave the processor to everybody else.
BasinTask::Work basin_work(unsigned threads = processor_count());

}  // namespace homeostat::lab
