// Fails when the speed promises are clearly broken. Each figure is the smallest of several
// alternating measurements, so that a busy machine disturbs both sides alike.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <limits>

#include "core/ei/plane_regions.h"
#include "tests/bench/plain_loop.h"
#include "tests/bench/trials.h"

using namespace homeostat;

namespace {

double seconds(const std::function<void()>& action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

bool check(const char* what, double measured, double promised, double fails_above) {
  std::printf("%-28s %.3f   promised <= %.2f, fails above %.2f\n", what, measured, promised,
              fails_above);
  return measured <= fails_above;
}

}  // namespace

int main() {
  constexpr std::int64_t trials = 50;
  lab::Engine noisy(bench::up_state(10)), quiet(bench::up_state(0)), silent(bench::silent());
  bench::Ignore observer;
  ei::Rates sink;
  const ei::PlaneProblem plane{ei::RateParameters{}, {5, 14}, {}, 2};
  const std::array<std::function<void()>, 5> actions{
      [&] { noisy.advance(trials, observer); },
      [&] { quiet.advance(trials, observer); },
      [&] { silent.advance(trials, observer); },
      [&] {
        for (std::uint64_t k = 0; k < trials; ++k)
          sink.E += bench::plain_trial(bench::setpoint_weights, k).E;
      },
      [&] {
        sink.I += ei::region_map(plane, {0, 10, 0, 20, 400, 400}).rule_level[7];
      },
  };
  std::array<double, actions.size()> best;
  best.fill(std::numeric_limits<double>::infinity());
  for (int round = 0; round < 12; ++round) {
    for (std::size_t k = 0; k < actions.size(); ++k)
      best[k] = std::min(best[k], seconds(actions[k]));
  }
  std::printf("a noisy trial of two seconds takes %.0f us, the plain loop %.0f us (%g)\n",
              1e6 * best[0] / trials, 1e6 * best[3] / trials, sink.E);
  bool ok = check("noisy / noise-free", best[0] / best[1], 1.2, 1.5);
  ok = check("noisy / plain loop", best[0] / best[3], 0.6, 0.75) && ok;
  ok = check("silent / noise-free", best[2] / best[1], 1.2, 1.5) && ok;
  ok = check("400 x 400 map, ms", 1e3 * best[4], 5, 15) && ok;
  return ok ? 0 : 1;
}
