#include "core/lab/basin_map.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <utility>

#include "core/ei/steady_state.h"
#include "core/lab/basin_runs.h"
#include "core/lab/coarse_to_fine.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

using Clock = std::chrono::steady_clock;

std::size_t index_of(const ei::PlaneGrid& grid, GridCell cell) {
  return static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(grid.nx) +
         static_cast<std::size_t>(cell.column);
}

void require_range(std::string_view what, double low, double high) {
  if (std::isfinite(low) && std::isfinite(high) && low <= high) return;
  throw InputError(std::string(what), number_text(low) + " to " + number_text(high),
                   "two finite numbers, the smaller first");
}

}  // namespace

void validate(const BasinQuestion& question) {
  const ei::PlaneGrid& grid = question.grid;
  if (is_online(question.experiment.parameters)) {
    throw InputError("mode", "online", "trial: a basin map judges runs by their trials");
  }
  for (const int side : {grid.nx, grid.ny}) {
    require(side >= 1 && side <= largest_basin_side, "grid", side,
            "1 to " + std::to_string(largest_basin_side) + " cells a side");
  }
  require_range("W_EE", grid.W_EE_min, grid.W_EE_max);
  require_range("W_IE", grid.W_IE_min, grid.W_IE_max);
  require(question.seeds >= 1 && question.seeds <= most_basin_seeds, "seeds", question.seeds,
          "1 to " + std::to_string(most_basin_seeds));
  if (question.others == OtherWeights::fixed) {
    const Model model = question.experiment.model();
    check_value(parameter(model, "W_EI"), question.W_EI);
    check_value(parameter(model, "W_II"), question.W_II);
  }
  Experiment base = question.experiment;
  base.trials = question.trials;
  validate(base);
  require(question.seeds == 1 || (question.is_noisy && base.parameters["noise_sigma"] > 0), "seeds",
          question.seeds, "1: without noise every seed gives the same run");
}

ei::Weights start_weights(const BasinQuestion& question, int column, int row) {
  const double W_EE = question.grid.W_EE(column), W_IE = question.grid.W_IE(row);
  const ParameterValues& p = question.experiment.parameters;
  switch (question.others) {
    case OtherWeights::setpoint_plane:
      return setpoint_weights(rate_parameters(p), setpoints(p), W_EE, W_IE);
    case OtherWeights::fixed:
      return {W_EE, question.W_EI, W_IE, question.W_II};
    case OtherWeights::experiment:
      break;
  }
  return {W_EE, p["W_EI"], W_IE, p["W_II"]};
}

bool is_in_reach(const ei::Weights& start) {
  return std::ranges::all_of(start.array(), [](double w) { return w >= 0; });
}

Experiment cell_experiment(const BasinQuestion& question, int column, int row, int seed) {
  Experiment experiment = question.experiment;
  const auto start = start_weights(question, column, row).array();
  for (std::size_t k = 0; k < start.size(); ++k)
    experiment.parameters.set(ei::weight_symbols[k], start[k]);
  if (!question.is_noisy) experiment.parameters.set("noise_sigma", 0);
  experiment.trials = question.trials;
  experiment.seed += static_cast<std::uint64_t>(seed);
  experiment.log.clear();
  return experiment;
}

const BasinCell& BasinMap::cell(int column, int row) const {
  return cells[index_of(question->grid, {column, row})];
}

const BasinCell* BasinMap::nearest_finished(int column, int row) const {
  const auto& [nx, ny] = std::pair(question->grid.nx, question->grid.ny);
  for (int step = 1; step <= coarsest_step(nx, ny); step *= 2) {
    const GridCell near = nearest_of_pass({column, row}, step, nx, ny);
    const BasinCell& found = cell(near.column, near.row);
    if (found.state == BasinCell::State::out_of_reach && step == 1) return nullptr;
    if (found.is_finished()) return &found;
  }
  return nullptr;
}

namespace {

/// The map while it is made: runs come in from several threads.
class Making {
 public:
  Making(const BasinQuestion& question, const std::function<void(const BasinMap&)>& on_progress)
      : on_progress_(on_progress) {
    map_.question = std::make_shared<const BasinQuestion>(question);
    for (int row = 0; row < question.grid.ny; ++row) {
      for (int column = 0; column < question.grid.nx; ++column) {
        BasinCell& cell = map_.cells.emplace_back();
        cell.start = start_weights(question, column, row);
        if (!is_in_reach(cell.start)) cell.state = BasinCell::State::out_of_reach;
      }
    }
  }

  /// One seed after the other, each coarse to fine, a batch of cells at a time.
  std::vector<BasinBatch> batches(unsigned threads) {
    std::vector<BasinBatch> all;
    const BasinQuestion& question = *map_.question;
    const std::size_t most = most_runs_of_a_batch(question);
    for (int seed = 0; seed < question.seeds; ++seed) {
      for (auto& pass : coarse_to_fine(question.grid.nx, question.grid.ny)) {
        std::erase_if(pass, [&](GridCell c) { return !is_in_reach(cell(c).start); });
        const std::size_t share = (pass.size() + threads - 1) / threads;
        const std::size_t size = std::clamp<std::size_t>(share, fewest_runs_of_a_batch, most);
        for (std::size_t at = 0; at < pass.size(); at += size) {
          const auto end = pass.begin() + std::min(at + size, pass.size());
          all.push_back({seed, {pass.begin() + at, end}});
        }
        map_.runs_total += static_cast<std::int64_t>(pass.size());
      }
    }
    return all;
  }

  void run(const BasinBatch& batch, const std::stop_token& stop) {
    double counted = 0;  // of this batch in begun_
    run_batch(*map_.question, batch, stop, [&](std::vector<FinishedRun>& finished, double begun) {
      const std::lock_guard lock(mutex_);
      for (FinishedRun& run : finished) take(batch.seed, run);
      begun_ += begun - counted;
      counted = begun;
      report_now_and_then();
    });
  }

  BasinMap finished(bool was_stopped) {
    map_.is_finished = !was_stopped || map_.runs_done == map_.runs_total;
    if (map_.is_finished) map_.part_done = 1;
    return std::move(map_);
  }

 private:
  BasinCell& cell(GridCell c) { return map_.cells[index_of(map_.question->grid, c)]; }

  void take(int seed, FinishedRun& run) {
    BasinCell& its = cell(run.cell);
    ++its.seeds_done;
    its.seeds_converged += run.run.outcome == Outcome::converged ? 1 : 0;
    ++map_.runs_done;
    if (seed != 0) return;
    its.state = BasinCell::State::finished;
    its.run = std::move(run.run);
  }

  /// A large map takes time to hand over: not more than a twentieth.
  void report_now_and_then() {
    const auto now = Clock::now();
    if (!on_progress_ || now < next_report_) return;
    map_.part_done =
        (static_cast<double>(map_.runs_done) + begun_) / static_cast<double>(map_.runs_total);
    on_progress_(map_);
    constexpr std::chrono::milliseconds interval{50};
    constexpr int part = 20;
    const auto taken = Clock::now() - now;
    next_report_ = now + std::max<Clock::duration>(interval, part * taken);
  }

  const std::function<void(const BasinMap&)>& on_progress_;
  std::mutex mutex_;
  BasinMap map_;
  double begun_ = 0;  ///< runs' worth of trials in runs that have not finished
  Clock::time_point next_report_ = Clock::now();
};

}  // namespace

BasinMap basin_map(const BasinQuestion& question, Workers workers, const std::stop_token& stop,
                   const std::function<void(const BasinMap&)>& on_progress) {
  validate(question);
  Making making(question, on_progress);
  const auto batches = making.batches(std::max(1u, workers.threads));
  for_each_item(batches.size(), workers, stop,
                [&](std::size_t item) { making.run(batches[item], stop); });
  return making.finished(stop.stop_requested());
}

}  // namespace homeostat::lab
