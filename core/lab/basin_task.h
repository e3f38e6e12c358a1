// A basin map for a question that keeps changing, made beside whatever else goes on.
#pragma once

#include <cstdint>
#include <memory>

#include "core/lab/basin_map.h"
#include "core/lab/latest_task.h"

namespace homeostat::lab {

/// The newest question is answered, coarse first, on threads that leave the processor to everybody
/// else; asking again gives up the old one within some milliseconds. All calls return at once and
/// come from one thread.
class BasinTask {
 public:
  explicit BasinTask(unsigned threads = processor_count());

  void ask(BasinQuestion question);
  /// Stops working; no answer comes until the next question.
  void cancel();

  /// What is known by now of the answer to the newest question, or null when there is nothing new.
  /// A question that cannot be answered gets a map with an error and no cells.
  std::unique_ptr<BasinMap> take();

 private:
  struct Numbered {
    BasinQuestion question;
    std::uint64_t revision = 0;
  };

  std::uint64_t revision_ = 0;  ///< of the newest question
  LatestTask<Numbered, BasinMap> task_;
};

}  // namespace homeostat::lab
