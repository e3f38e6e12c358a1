#include "core/lab/capacity_search.h"

#include <algorithm>
#include <array>

#include "core/lab/selective_setup.h"

namespace homeostat::lab {

namespace {

/// Where alpha_c rises, around f*, and where balanced solutions end early.
constexpr std::array<double, 6> shares{0.2, 0.4, 0.6, 0.7, 0.8, 0.9};
/// Of alpha_c: finite problems go beyond it now and then.
constexpr double search_beyond = 1.6;

}  // namespace

std::vector<CapacityFound> capacities(const CapacityQuestion& question,
                                      const CapacityTask::Show& show, const std::stop_token& stop,
                                      Workers workers) {
  std::vector<CapacityFound> found;
  const double all = 2.0 * static_cast<double>(shares.size()) * question.samples;
  double done = 0;
  for (const double f_exc : shares) {
    balance::Ensemble kind = ensemble(question.values);
    kind.f_exc = f_exc;
    const double highest = search_beyond * balance::alpha_c(circuit_of(kind));
    const auto sampled = [&](balance::CapacityOf what) {
      return sample_capacities(kind, what, highest, question.samples, question.seed, workers, stop,
                               [&](std::uint64_t, double) {
                                 ++done;
                                 if (show) show(found, done / all);
                               });
    };
    const std::vector<double> solutions = sampled(balance::CapacityOf::solutions);
    const std::vector<double> balanced = sampled(balance::CapacityOf::balanced_solutions);
    if (stop.stop_requested()) break;
    found.push_back({f_exc, static_cast<int>(solutions.size()), balance::median_of(solutions),
                     balance::median_of(balanced)});
    if (show) show(found, done / all);
  }
  return found;
}

CapacityTask::Work capacity_search_work() {
  return [](const CapacityQuestion& question, const CapacityTask::Show& show,
            const std::stop_token& stop) {
    return capacities(question, show, stop, {processor_count(), Priority::background});
  };
}

}  // namespace homeostat::lab
