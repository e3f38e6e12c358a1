// Independent items shared out over threads: a map, whose results cannot depend on how many.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace homeostat::lab {

/// `low` lets others go first, yet goes on beside them; `background` leaves the processor to
/// everybody else (Linux; elsewhere both the same as `normal`).
enum class Priority { normal, low, background };

struct Workers {
  unsigned threads = 1;
  Priority priority = Priority::normal;
};

/// As many threads as the machine has processors.
unsigned processor_count();

/// Calls work(item) once for each item below `count`, on threads of its own that take the items in
/// their order and treat denormals as zero. Returns when all are done; after `stop` no further item
/// is begun. The first exception a `work` throws ends it likewise and is thrown again.
void for_each_item(std::size_t count, Workers workers, const std::stop_token& stop,
                   const std::function<void(std::size_t item)>& work);

}  // namespace homeostat::lab
