// Fails when the speed promises are clearly broken. Each figure is the smallest of several
// alternating measurements, so that a busy machine disturbs both sides alike.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <limits>
#include <string>
#include <tuple>

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

/// Trials per second and core of runs side by side against one alone: their inverse, the share of
/// its time that each takes.
bool check_lanes(lab::Engine& noisy, lab::Engine& quiet) {
  bench::Ignore observer;
  bool ok = true;
  for (const auto& [path, promised, fails_above] :
       {std::tuple{math::VectorPath::avx2, 0.2, 0.3}, {math::VectorPath::avx512, 0.1, 0.15}}) {
    if (!math::is_available(path)) continue;
    bench::UpStates noisy_lanes(10, path), quiet_lanes(0, path);
    constexpr std::int64_t alone = 20, together = 1;
    double best[4]{1, 1, 1, 1};
    for (int round = 0; round < 40; ++round) {
      best[0] = std::min(best[0], seconds([&] { noisy.advance(alone, observer); }));
      best[1] = std::min(best[1], seconds([&] { noisy_lanes.advance(together); }));
      best[2] = std::min(best[2], seconds([&] { quiet.advance(alone, observer); }));
      best[3] = std::min(best[3], seconds([&] { quiet_lanes.advance(together); }));
    }
    constexpr double share = double{alone} / (double{together} * bench::UpStates::runs);
    const std::string name(math::vector_path_name(path));
    ok &= check((name + " lane / alone, noisy").c_str(), share * best[1] / best[0], promised,
                fails_above);
    ok &= check((name + " lane / alone, quiet").c_str(), share * best[3] / best[2], promised,
                fails_above);
  }
  return ok;
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
  ok = check_lanes(noisy, quiet) && ok;
  double coarse = bench::seconds_to_coarse_picture();
  for (int round = 0; round < 4; ++round)
    coarse = std::min(coarse, bench::seconds_to_coarse_picture());
  ok = check("64 x 64 basin, coarse, s", coarse, 1, 3) && ok;
  return ok ? 0 : 1;
}
