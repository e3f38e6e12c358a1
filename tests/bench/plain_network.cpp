#include "tests/bench/plain_network.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace homeostat::bench {

namespace {

constexpr std::size_t E_units = 80, I_units = 20, units = E_units + I_units;

/// input[first, last) += sign * the columns of the senders [from, to) times their rates.
void send(const NetworkWeights& w, const double* rates, std::size_t from, std::size_t to,
          std::size_t first, std::size_t last, double sign, double* input) {
  for (std::size_t j = from; j < to; ++j) {
    const double rate = sign * rates[j];
    const double* column = w.data() + j * units;
    for (std::size_t i = first; i < last; ++i) input[i] += column[i] * rate;
  }
}

}  // namespace

ei::Rates plain_network_trial(const NetworkWeights& w) {
  std::array<double, units> rates{}, input{};
  double sum_E = 0, sum_I = 0;
  for (int step = 1; step <= 20'000; ++step) {
    const double pulse = step >= 2500 && step <= 2600 ? 7 : 0;
    input.fill(0);
    send(w, rates.data(), 0, E_units, 0, E_units, 1, input.data());
    send(w, rates.data(), E_units, units, 0, units, -1, input.data());
    for (std::size_t i = 0; i < E_units; ++i)
      rates[i] += (-rates[i] + std::max(0.0, input[i] + pulse - 4.8)) / 100;
    send(w, rates.data(), 0, E_units, E_units, units, 1, input.data());
    for (std::size_t i = E_units; i < units; ++i)
      rates[i] += (-rates[i] + 4 * std::max(0.0, input[i] - 25)) / 20;
    for (std::size_t i = 0; i < E_units; ++i) rates[i] = std::min(rates[i], 100.0);
    for (std::size_t i = E_units; i < units; ++i) rates[i] = std::min(rates[i], 250.0);
    if (step < 15'000) continue;
    for (std::size_t i = 0; i < E_units; ++i) sum_E += rates[i] / E_units;
    for (std::size_t i = E_units; i < units; ++i) sum_I += rates[i] / I_units;
  }
  return {sum_E / 5001, sum_I / 5001};
}

}  // namespace homeostat::bench
