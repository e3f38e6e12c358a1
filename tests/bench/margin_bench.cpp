// The margin solver: one problem on one and two threads, and many problems side by side. Beside
// CVXOPT: against_cvxopt.py.
#include <benchmark/benchmark.h>

#include "core/balance/margin_solver.h"
#include "core/balance/pattern_source.h"
#include "core/balance/sampling.h"

using namespace homeostat;

namespace {

void margin(benchmark::State& state, balance::Maximise what) {
  const balance::Problem problem = balance::draw({.N = static_cast<int>(state.range(0))},
                                                 static_cast<int>(state.range(1)), 1, 0);
  balance::SolverOptions options;
  options.threads = static_cast<unsigned>(state.range(2));
  balance::MarginSolution solution;
  for (auto _ : state) solution = balance::maximal_margin(problem, what, options);
  state.counters["iterations"] = solution.iterations;
  state.counters["gap"] = solution.gap();
}

/// As a memory network asks for: problems of N 400, P 200, each on one thread. Items: margins.
void many_margins(benchmark::State& state) {
  constexpr int problems = 40;
  const lab::Workers workers{static_cast<unsigned>(state.range(0)), lab::Priority::normal};
  for (auto _ : state)
    benchmark::DoNotOptimize(balance::sample_margins({.N = 400}, 200, problems, 1, workers));
  state.SetItemsProcessed(state.iterations() * problems * 2);  // kappa_out and kappa_in
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  for (const auto& [N, P] : {std::pair{300, 200}, {1000, 600}, {1000, 950}, {3000, 1500}})
    for (const int threads : {1, 2}) benchmark->Args({N, P, threads});
  benchmark->ArgNames({"N", "P", "threads"})
      ->Unit(benchmark::kMillisecond)
      ->MeasureProcessCPUTime();
}

BENCHMARK_CAPTURE(margin, kappa_out, balance::Maximise::kappa_out)->Apply(sizes);
BENCHMARK_CAPTURE(margin, kappa_in, balance::Maximise::kappa_in)->Apply(sizes);
BENCHMARK(many_margins)
    ->Arg(1)
    ->Arg(2)
    ->ArgName("threads")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
