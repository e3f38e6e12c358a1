// Which starting weights lead where: every cell of a grid in the (W_EE, W_IE) plane run to its
// outcome, coarse first and refining.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/ei/plane_grid.h"
#include "core/lab/experiment.h"
#include "core/lab/outcome.h"
#include "core/lab/parallel.h"
#include "core/lab/record.h"

namespace homeostat::lab {

/// Where W_EI and W_II start.
enum class OtherWeights {
  setpoint_plane,  ///< where the up-state has the setpoints, given W_EE and W_IE
  fixed,           ///< at values of the question
  experiment,      ///< at the experiment's
};

/// One value that determines a map; the same map, the same bits, on any number of threads.
struct BasinQuestion {
  Experiment experiment;  ///< its W_EE and W_IE, trials, seed and log are replaced or left out
  ei::PlaneGrid grid;
  OtherWeights others = OtherWeights::setpoint_plane;
  double W_EI = 0, W_II = 0;  ///< where `others` is fixed
  std::int64_t trials = 500;
  bool is_noisy = false;  ///< with the experiment's noise; else with none
  int seeds = 1;  ///< noisy: the experiment's seed and so many that follow it, itself counted
  bool operator==(const BasinQuestion&) const = default;
};

inline constexpr int largest_basin_side = 1024;
inline constexpr int most_basin_seeds = 1000;

/// Throws InputError for the first thing that cannot be run; online mode is refused, because there
/// nothing runs in trials after which it could be judged.
void validate(const BasinQuestion& question);

/// The weights a cell starts from. They may come out negative.
ei::Weights start_weights(const BasinQuestion& question, int column, int row);

/// Within what the model admits, which is 0 or more. A start between 0 and W_min is in reach: the
/// circuit can be put there, and that its first update lifts it to the floor is part of the answer.
bool is_in_reach(const ei::Weights& start);

/// The very run of a cell in reach, for one of the seeds (from 0): `run` of it has the cell's rows.
/// What a hand did in the experiment's log is left out; its protocol stays.
Experiment cell_experiment(const BasinQuestion& question, int column, int row, int seed = 0);

/// The largest window average of a run.
struct Peak {
  double rate = 0;  ///< Hz
  std::int64_t trial = 0;
};

/// What a cell's run of the first seed showed.
struct CellRun {
  Outcome outcome = Outcome::wandering;
  std::int64_t outcome_trial = 0;  ///< first trial from which it holds
  std::int64_t first_up = 0;       ///< first trial in an up-state; 0: none
  std::int64_t last_up = 0;        ///< last one
  Peak E, I;
  TrialRow last;        ///< of the trial at which it was decided
  std::string failure;  ///< why it could not go on; empty: it could
};

struct BasinCell {
  enum class State : unsigned char { not_started, out_of_reach, finished };
  State state = State::not_started;
  ei::Weights start;
  CellRun run;
  int seeds_done = 0, seeds_converged = 0;

  bool is_finished() const { return state == State::finished; }
  std::int64_t decided_trial() const { return run.last.trial; }
};

/// An answer, perhaps not yet whole.
struct BasinMap {
  std::shared_ptr<const BasinQuestion> question;
  std::vector<BasinCell> cells;  ///< ny x nx, from W_IE_min
  std::int64_t runs_done = 0, runs_total = 0;
  double part_done = 0;  ///< of the work, what unfinished runs have behind them included
  bool is_finished = false;

  const BasinCell& cell(int column, int row) const;
  /// The nearest finished cell that stands for this one while the grid is still coarse, or null.
  const BasinCell* nearest_finished(int column, int row) const;
};

/// Answers the question. `on_progress` is called about 20 times a second, on any thread but one at
/// a time, with what is known so far; until it returns, the work rests. After `stop` it returns
/// within some milliseconds with that. Throws InputError.
BasinMap basin_map(const BasinQuestion& question, Workers workers, const std::stop_token& stop = {},
                   const std::function<void(const BasinMap&)>& on_progress = {});

}  // namespace homeostat::lab
