// Runs side by side against one alone, per core, on each instruction set; and how soon a basin map
// shows something. The counters are ratios within this run.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "tests/bench/trials.h"

using namespace homeostat;

namespace {

double seconds(auto&& action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Best of many short batches, the two in alternation.
double throughput_over_one_alone(double noise_sigma, math::VectorPath path) {
  constexpr std::int64_t trials_alone = 10;
  lab::Engine engine(bench::up_state(noise_sigma));
  bench::Ignore observer;
  bench::UpStates lanes(noise_sigma, path);
  double alone = std::numeric_limits<double>::infinity(), together = alone;
  for (int round = 0; round < 100; ++round) {
    alone = std::min(alone, seconds([&] { engine.advance(trials_alone, observer); }));
    together = std::min(together, seconds([&] { lanes.advance(1); }));
  }
  return (alone / trials_alone) / (together / bench::UpStates::runs);
}

void trial_in_lanes(benchmark::State& state, double noise_sigma, math::VectorPath path) {
  if (!math::is_available(path)) {
    state.SkipWithError("this processor does not have it");
    return;
  }
  bench::UpStates lanes(noise_sigma, path);
  for (auto _ : state) lanes.advance(1);
  benchmark::DoNotOptimize(lanes.last);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(bench::UpStates::runs));
  state.counters["throughput_over_one_alone"] = throughput_over_one_alone(noise_sigma, path);
}

void coarse_basin_picture(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(bench::seconds_to_coarse_picture());
}

BENCHMARK_CAPTURE(trial_in_lanes, noise_free_baseline, 0.0, math::VectorPath::baseline);
BENCHMARK_CAPTURE(trial_in_lanes, noise_free_avx2, 0.0, math::VectorPath::avx2);
BENCHMARK_CAPTURE(trial_in_lanes, noise_free_avx512, 0.0, math::VectorPath::avx512);
BENCHMARK_CAPTURE(trial_in_lanes, noisy_baseline, 10.0, math::VectorPath::baseline);
BENCHMARK_CAPTURE(trial_in_lanes, noisy_avx2, 10.0, math::VectorPath::avx2);
BENCHMARK_CAPTURE(trial_in_lanes, noisy_avx512, 10.0, math::VectorPath::avx512);
BENCHMARK(coarse_basin_picture)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
