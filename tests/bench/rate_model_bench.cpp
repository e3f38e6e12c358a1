// A trial of two seconds: ours with and without noise, silent, and the plain loop. The counters are
// ratios within this run.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>

#include "tests/bench/plain_loop.h"
#include "tests/bench/trials.h"

using namespace homeostat;

namespace {

/// The best of many short batches: what the machine does meanwhile only ever adds.
template <class Trial>
double seconds_per_trial(Trial&& trial) {
  constexpr int batches = 60, trials = 5;
  double best = 1;
  for (int batch = 0; batch < batches; ++batch) {
    const auto start = std::chrono::steady_clock::now();
    for (int k = 0; k < trials; ++k) trial();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count() / trials);
  }
  return best;
}

void run_engine(benchmark::State& state, const lab::Experiment& experiment) {
  lab::Engine engine(experiment);
  bench::Ignore observer;
  for (auto _ : state) engine.advance(1, observer);
  benchmark::DoNotOptimize(observer.last);
}

void noise_free_trial(benchmark::State& state) { run_engine(state, bench::up_state(0)); }
void noisy_trial(benchmark::State& state) {
  run_engine(state, bench::up_state(10));
  lab::Engine quiet(bench::up_state(0)), noisy(bench::up_state(10));
  bench::Ignore observer;
  const double noisy_seconds = seconds_per_trial([&] { noisy.advance(1, observer); });
  state.counters["over_noise_free"] =
      noisy_seconds / seconds_per_trial([&] { quiet.advance(1, observer); });
  state.counters["over_plain_loop"] =
      noisy_seconds / seconds_per_trial([] {
        benchmark::DoNotOptimize(bench::plain_trial(bench::setpoint_weights, 1));
      });
}
void silent_trial(benchmark::State& state) { run_engine(state, bench::silent()); }
void plain_loop(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(bench::plain_trial(bench::setpoint_weights, 1));
}

BENCHMARK(noise_free_trial)->Unit(benchmark::kMicrosecond);
BENCHMARK(noisy_trial)->Unit(benchmark::kMicrosecond);
BENCHMARK(silent_trial)->Unit(benchmark::kMicrosecond);
BENCHMARK(plain_loop)->Unit(benchmark::kMicrosecond);

}  // namespace
