#include "core/lab/basin_task.h"

#include <exception>
#include <utility>

namespace homeostat::lab {

BasinTask::BasinTask(unsigned threads)
    : task_([threads](const Numbered& asked, const auto& post, const std::stop_token& stop) {
        const auto hand_out = [&](BasinMap map) {
          map.revision = asked.revision;
          if (!stop.stop_requested()) post(std::make_unique<BasinMap>(std::move(map)));
        };
        try {
          hand_out(basin_map(asked.question, {threads, Priority::background}, stop, hand_out));
        } catch (const std::exception& failure) {
          BasinMap none;
          none.question = std::make_shared<const BasinQuestion>(asked.question);
          none.is_finished = true;
          none.error = failure.what();
          hand_out(std::move(none));
        }
      }) {}

void BasinTask::ask(BasinQuestion question) { task_.ask({std::move(question), ++revision_}); }

void BasinTask::cancel() {
  ++revision_;
  task_.cancel();
}

std::unique_ptr<BasinMap> BasinTask::take() {
  auto map = task_.take();
  if (map && map->revision != revision_) return nullptr;
  return map;
}

}  // namespace homeostat::lab
