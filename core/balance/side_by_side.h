// Many problems solved side by side, one to a thread: results by number, whoever computes them.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/lab/parallel.h"

namespace homeostat::balance {

/// Called as results come in, in any order, one call at a time.
template <class Result>
using OnResult = std::function<void(std::size_t number, const Result&)>;

/// solve(number) for each number below `count`. Empty where `stop` came first; what is solved while
/// it comes counts as not solved.
template <class Result>
std::vector<std::optional<Result>> solved_side_by_side(
    std::size_t count, lab::Workers workers, const std::stop_token& stop,
    const OnResult<Result>& on_result, const std::function<Result(std::size_t number)>& solve) {
  std::vector<std::optional<Result>> results(count);
  std::mutex mutex;
  lab::for_each_item(count, workers, stop, [&](std::size_t number) {
    Result result = solve(number);
    if (stop.stop_requested()) return;
    const std::lock_guard lock(mutex);
    if (on_result) on_result(number, result);
    results[number] = std::move(result);
  });
  return results;
}

}  // namespace homeostat::balance
