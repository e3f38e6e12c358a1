#include "tests/bench/plain_loop.h"

#include <algorithm>
#include <random>

namespace homeostat::bench {

ei::Rates plain_trial(const ei::Weights& w, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> normal;
  double E = 0, I = 0, noise_E = 0, noise_I = 0, sum_E = 0, sum_I = 0;
  for (int step = 1; step <= 20'000; ++step) {
    noise_E += -0.1 * noise_E + 0.1 * normal(generator);
    noise_I += -0.1 * noise_I + 0.1 * normal(generator);
    const double pulse = step >= 2500 && step <= 2600 ? 7 : 0;
    E += (-E + std::max(0.0, w.EE * E - w.EI * I + pulse + noise_E - 4.8)) / 100;
    I += (-I + 4 * std::max(0.0, w.IE * E - w.II * I + noise_I - 25)) / 20;
    E = std::min(E, 100.0);
    I = std::min(I, 250.0);
    if (step >= 15'000) {
      sum_E += E;
      sum_I += I;
    }
  }
  return {sum_E / 5001, sum_I / 5001};
}

}  // namespace homeostat::bench
