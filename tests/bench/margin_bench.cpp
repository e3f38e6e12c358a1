// The margin solver: one problem on one and two threads, and many problems side by side. Beside
// CVXOPT: against_cvxopt.py.
#include <benchmark/benchmark.h>

#include "core/balance/margin_solver.h"
#include "core/balance/pattern_source.h"

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

/// As a memory network asks for: neurons of N 400 inputs that share P 200 patterns and differ in
/// which of them they respond to. Items: margins.
void many_margins(benchmark::State& state) {
  constexpr std::size_t neurons = 40;
  const balance::Problem shared = balance::draw({.N = 400}, 200, 1, 0);
  const auto problem_of = [&](std::size_t neuron) {
    balance::Problem problem = shared;
    const auto shift = static_cast<Eigen::Index>(neuron);
    for (Eigen::Index mu = 0; mu < problem.P(); ++mu)
      problem.labels[mu] = (mu * (shift % 5 + 1) + shift) % 7 < 3 ? 1 : -1;
    return problem;
  };
  const lab::Workers workers{static_cast<unsigned>(state.range(0)), lab::Priority::normal};
  for (auto _ : state)
    benchmark::DoNotOptimize(
        balance::maximal_margins(neurons, problem_of, balance::Maximise::kappa_out, workers));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(neurons));
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
