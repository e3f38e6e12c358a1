// A trial of two seconds of 80 + 20 rate units in the up-state, with noise, on each instruction
// set, in double and in single precision, against the plain double loop without noise, which the
// compiler may make as fast as it can for this processor. The counters are ratios within this run.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <string>

#include "core/ei/multi_unit.h"
#include "tests/bench/in_cache_peak.h"
#include "tests/bench/plain_network.h"

using namespace homeostat;

namespace {

constexpr ei::Sizes sizes{80, 20};

/// All weights of a class alike, at the sums where E is 5 Hz and I 14 Hz.
ei::UnitWeights up_state_weights() {
  const std::array<double, 4> sums{5, 15.2 / 14, 10, 21.5 / 14};
  ei::UnitWeights weights(sizes, Eigen::MatrixXd::Zero(sizes.all(), sizes.all()));
  weights.change([&](double, int to, int from) {
    const ei::WeightClass c = weights.class_of(to, from);
    return sums[c] / weights.partners(c);
  });
  return weights;
}

/// One trial; its mean E shows that it is the plain loop's.
double run_trial(ei::MultiUnit& units, const ei::UnitWeights& weights, bool noisy) {
  noisy ? units.begin_trial(math::GaussianSource(1, 1, math::Block::noise)) : units.begin_trial();
  ei::Segment rest{.steps = 2499, .parameters = {}, .weights = {}};
  ei::Segment pulse = rest, up = rest, window = rest;
  pulse.steps = 101;
  pulse.pulse = 7;
  up.steps = 12'399;
  window.steps = 5001;
  window.averaged = true;
  for (const ei::Segment& segment : {rest, pulse, up, window})
    units.advance(segment, weights, {}, nullptr, nullptr);
  return units.window_means().front();
}

/// Of this thread alone: other programs would be counted in with the wall's.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Trial>
double best_seconds(Trial&& trial, double best) {
  const double start = processor_seconds();
  trial();
  return std::min(best, processor_seconds() - start);
}

void multi_unit_trial(benchmark::State& state, math::Precision precision) {
  const auto path = static_cast<math::VectorPath>(state.range(0));
  if (!math::is_available(path)) return state.SkipWithError("not on this processor");
  state.SetLabel(std::string(math::vector_path_name(path)));
  const ei::UnitWeights weights = up_state_weights();
  const bench::NetworkWeights plain(weights.matrix().data(),
                                    weights.matrix().data() + weights.matrix().size());
  ei::MultiUnit units(sizes, precision, path);
  for (auto _ : state) benchmark::DoNotOptimize(run_trial(units, weights, true));
  double noisy = 1, quiet = 1, loop = 1;
  for (int round = 0; round < 40; ++round) {  // alternating: a busy machine disturbs all alike
    noisy = best_seconds([&] { benchmark::DoNotOptimize(run_trial(units, weights, true)); }, noisy);
    quiet =
        best_seconds([&] { benchmark::DoNotOptimize(run_trial(units, weights, false)); }, quiet);
    loop = best_seconds([&] { benchmark::DoNotOptimize(bench::plain_network_trial(plain)); }, loop);
  }
  constexpr double flops = 2.0 * 100 * 100 * 17'501;  // after the pulse has begun
  state.counters["noisy_ms"] = 1e3 * noisy;
  state.counters["plain_loop_ms"] = 1e3 * loop;
  state.counters["over_plain_loop"] = noisy / loop;
  state.counters["over_noise_free"] = noisy / quiet;
  const double peak = bench::in_cache_peak(path) * (precision == math::Precision::full ? 1 : 2);
  state.counters["GFLOP_per_s"] = 1e-9 * flops / quiet;
  state.counters["of_in_cache_peak"] = 1e-9 * flops / quiet / peak;
  state.counters["E_Hz"] = run_trial(units, weights, false);
  state.counters["E_plain_Hz"] = bench::plain_network_trial(plain).E;
}

BENCHMARK_CAPTURE(multi_unit_trial, double, math::Precision::full)
    ->DenseRange(0, 2)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(multi_unit_trial, single, math::Precision::single)
    ->DenseRange(0, 2)
    ->Unit(benchmark::kMillisecond);

}  // namespace
