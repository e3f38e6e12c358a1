// Trials of 1.5 s at setting A (W_EE 180, W_IE 150, W_EI 214, W_II 160 pA): about 19,000 spikes and
// 9.5 million synaptic events each.
#include <benchmark/benchmark.h>

#include <memory>

#include "tests/support/spiking.h"

using namespace homeostat;

namespace {

std::unique_ptr<ei::SpikingNetwork> network(int cells, double probability, math::VectorPath path) {
  ei::Wiring wiring;
  wiring.sizes = {cells * 4 / 5, cells / 5};
  wiring.probability = probability;
  // The same input to each cell, whatever the number of its partners.
  const double share = 2000 * 0.25 / (cells * probability);
  const auto& A = test::setting_A;
  wiring.mean = {A.EE * share, A.EI * share, A.IE * share, A.II * share};
  return std::make_unique<ei::SpikingNetwork>(ei::Synapses::random(wiring, 1), path);
}

/// Adds what one trial delivers.
void count(const ei::SpikingNetwork& network, const ei::Spikes& spikes, double& spike_count,
           double& events) {
  spike_count += static_cast<double>(spikes.size());
  for (const auto& spike : spikes)
    events += static_cast<double>(network.synapses().count_from(spike.cell));
}

void run_trials(benchmark::State& state, int cells, math::VectorPath path, unsigned threads) {
  if (!math::is_available(path)) return state.SkipWithError("not on this processor");
  const auto net = network(cells, 0.25, path);
  net->set_threads(threads);
  ei::Kick kick;
  kick.cells = cells / 20;  // the same share as of 2,000
  double spikes = 0, events = 0;
  std::uint64_t number = 0;
  for (auto _ : state) {
    const auto of_trial = test::run(*net, {}, 1, ++number, kick);
    state.PauseTiming();
    count(*net, of_trial, spikes, events);
    state.ResumeTiming();
  }
  const auto trials = static_cast<double>(state.iterations());
  state.counters["spikes"] = spikes / trials;
  state.counters["events"] = events / trials;
  state.counters["events/s"] = benchmark::Counter(events, benchmark::Counter::kIsRate);
  state.counters["x real time"] = benchmark::Counter(1.5 * trials, benchmark::Counter::kIsRate);
}

void spiking_trial(benchmark::State& state, math::VectorPath path) {
  run_trials(state, 2000, path, 1);
}
BENCHMARK_CAPTURE(spiking_trial, avx512, math::VectorPath::avx512)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(spiking_trial, avx2, math::VectorPath::avx2)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(spiking_trial, baseline, math::VectorPath::baseline)
    ->Unit(benchmark::kMillisecond);

void spiking_trial_two_threads(benchmark::State& state) {
  run_trials(state, 2000, math::best_vector_path(), 2);
}
BENCHMARK(spiking_trial_two_threads)->Unit(benchmark::kMillisecond)->UseRealTime();

void spiking_size(benchmark::State& state) {
  run_trials(state, static_cast<int>(state.range(0)), math::best_vector_path(), 1);
}
BENCHMARK(spiking_size)
    ->Arg(500)
    ->Arg(1000)
    ->Arg(2000)
    ->Arg(5000)
    ->Arg(10'000)
    ->Arg(20'000)
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);

/// Delivery alone: a random spike's synapses, all delays.
void spike_delivery(benchmark::State& state) {
  const auto net = network(2000, 0.25, math::best_vector_path());
  const ei::Synapses& synapses = net->synapses();
  std::vector<float> arrivals(synapses.layout().count, 0.0F);
  double events = 0;
  unsigned from = 1;
  for (auto _ : state) {
    from = (from * 1103515245U + 12345U);
    const int cell = static_cast<int>(from >> 8) % 2000;
    for (int delay = 1; delay <= synapses.longest_delay(cell >= 1600); ++delay)
      synapses.deliver(cell, delay, arrivals.data());
    events += static_cast<double>(synapses.count_from(cell));
  }
  benchmark::DoNotOptimize(arrivals.data());
  state.counters["events/s"] = benchmark::Counter(events, benchmark::Counter::kIsRate);
}
BENCHMARK(spike_delivery);

}  // namespace
