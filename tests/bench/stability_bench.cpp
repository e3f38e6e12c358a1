// The (W_EE, W_IE) plane at the resolution of a screen.
#include <benchmark/benchmark.h>

#include "core/ei/plane_regions.h"

using namespace homeostat;

namespace {

ei::PlaneProblem cross_homeostatic() {
  ei::PlaneProblem problem{ei::RateParameters{}, {5, 14}, {}, 2};
  problem.rule = ei::rule_at(ei::named_rule("cross_homeostatic"), {{5e-4, 5e-4, 5e-4, 5e-4}, 0});
  return problem;
}

constexpr ei::PlaneGrid screen{0, 10, 0, 20, 400, 400};

void region_map_400(benchmark::State& state) {
  const ei::PlaneProblem problem = cross_homeostatic();
  for (auto _ : state) benchmark::DoNotOptimize(ei::region_map(problem, screen).bits.data());
}
void stability_map_400(benchmark::State& state) {
  const ei::PlaneProblem problem = cross_homeostatic();
  for (auto _ : state) benchmark::DoNotOptimize(ei::stability_map(problem, screen).data());
}

BENCHMARK(region_map_400)->Unit(benchmark::kMillisecond);
BENCHMARK(stability_map_400)->Unit(benchmark::kMillisecond);

}  // namespace
