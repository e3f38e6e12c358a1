// How often a neuron is wrong when its inputs and its output are noisy [balance, Fig. 1]: noise of
// standard deviation sigma_in on every input, sigma_out on the potential, anew at each
// presentation.
#pragma once

#include <cstdint>
#include <stop_token>

#include "core/balance/perceptron.h"

namespace homeostat::balance {

struct Noise {
  double sigma_in = 0;   ///< in the patterns' unit; Gaussian, on each input
  double sigma_out = 0;  ///< in V_th
};

/// Standard deviations of the potential that the two kinds of noise cause: the error bars of
/// Fig. 1.
struct NoiseInPotential {
  double from_inputs = 0, from_output = 0;
};
NoiseInPotential noise_in_potential(const Eigen::VectorXd& weights, const Noise& noise);

/// Share of presentations answered wrongly, all patterns alike: mean of H(y (w.x - 1)/s), s^2 =
/// |w|^2 sigma_in^2 + sigma_out^2; without noise, the share of patterns on the wrong side.
double predicted_error(const Problem& problem, const Eigen::VectorXd& weights, const Noise& noise);
/// The same where the potentials are at hand, and what the noise does to them.
double predicted_error(const Eigen::VectorXd& labels, const Eigen::VectorXd& potentials,
                       const NoiseInPotential& noise);

/// The same counted in `presentations` of every pattern, noise drawn for each input. After `stop`:
/// of those that were done (NaN: none).
struct MeasuredError {
  double rate = 0;
  std::int64_t presentations = 0;  ///< of all patterns together
};
MeasuredError measured_error(const Problem& problem, const Eigen::VectorXd& weights,
                             const Noise& noise, int presentations, std::uint64_t seed,
                             const std::stop_token& stop = {});

}  // namespace homeostat::balance
