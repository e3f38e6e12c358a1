// How many patterns a selective neuron can tell apart, found by bisection in one random problem
// after the other, for shares of excitatory inputs [balance, Figs. 2a and S1].
#pragma once

#include <cstdint>
#include <vector>

#include "core/balance/sampling.h"
#include "core/lab/long_task.h"
#include "core/lab/parallel.h"
#include "core/lab/parameters.h"

namespace homeostat::lab {

struct CapacityQuestion {
  ParameterValues values{Model::selective};
  std::uint64_t seed = 0;
  int samples = 1;
};

/// At one share: the loads at which half of the problems have a solution, and a balanced one.
struct CapacityFound {
  double f_exc = 0;
  int samples = 0;
  balance::Median solutions, balanced;
};

using CapacityTask = LongTask<CapacityQuestion, std::vector<CapacityFound>>;
CapacityTask::Work capacity_search_work();

/// As the task does it, by these workers; the result does not depend on them.
std::vector<CapacityFound> capacities(const CapacityQuestion& question,
                                      const CapacityTask::Show& show, const std::stop_token& stop,
                                      Workers workers);

}  // namespace homeostat::lab
