#include "core/lab/basin_task.h"

#include <utility>

namespace homeostat::lab {

namespace {

/// Adds the verdicts of the cells that have finished since.
void judge(const BasinMap& map, std::vector<BasinVerdict>& verdicts) {
  verdicts.resize(map.cells.size());
  for (std::size_t k = 0; k < map.cells.size(); ++k) {
    if (!verdicts[k].applies) verdicts[k] = basin_verdict(*map.question, map.cells[k]);
  }
}

}  // namespace

BasinTask::Work basin_work(unsigned threads) {
  return [threads](const BasinQuestion& question, const BasinTask::Show& show,
                   const std::stop_token& stop) {
    std::vector<BasinVerdict> verdicts;
    BasinMap map =
        basin_map(question, {threads, Priority::background}, stop, [&](const BasinMap& so_far) {
          judge(so_far, verdicts);
          show({so_far, verdicts}, so_far.part_done);
        });
    judge(map, verdicts);
    return JudgedBasin{std::move(map), std::move(verdicts)};
  };
}

}  // namespace homeostat::lab
