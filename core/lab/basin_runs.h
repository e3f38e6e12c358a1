// The runs of a basin map, a batch of cells at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/lab/basin_map.h"
#include "core/lab/coarse_to_fine.h"

namespace homeostat::lab {

/// Cells that run side by side, all with one seed.
struct BasinBatch {
  int seed = 0;
  std::vector<GridCell> cells;
};

struct FinishedRun {
  GridCell cell;
  CellRun run;
};

/// Fewer do not fill the lanes.
inline constexpr std::size_t fewest_runs_of_a_batch = 8;

/// As many as let a batch look for a stop every 10 ms or so.
std::size_t most_runs_of_a_batch(const BasinQuestion& question);

/// Runs the cells to their outcomes. `report` gets, trial by trial, the runs that have finished
/// since it was last called (and may take them), and how many runs' worth of trials the unfinished
/// ones have behind them.
void run_batch(const BasinQuestion& question, const BasinBatch& batch, const std::stop_token& stop,
               const std::function<void(std::vector<FinishedRun>&, double begun)>& report);

}  // namespace homeostat::lab
