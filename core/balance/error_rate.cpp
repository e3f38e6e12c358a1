#include "core/balance/error_rate.h"

#include <cmath>

#include "core/balance/gaussian.h"
#include "core/math/numbers.h"
#include "core/math/random.h"

namespace homeostat::balance {

NoiseInPotential noise_in_potential(const Eigen::VectorXd& weights, const Noise& noise) {
  return {weights.norm() * noise.sigma_in, noise.sigma_out};
}

double predicted_error(const Eigen::VectorXd& labels, const Eigen::VectorXd& potentials,
                       const NoiseInPotential& noise) {
  const double deviation = std::hypot(noise.from_inputs, noise.from_output);
  double errors = 0;
  for (Eigen::Index mu = 0; mu < labels.size(); ++mu) {
    const double margin = labels[mu] * (potentials[mu] - 1);
    if (deviation > 0)
      errors += gaussian_tail(margin / deviation);
    else
      errors += (potentials[mu] >= 1) != (labels[mu] > 0) ? 1 : 0;
  }
  return errors / static_cast<double>(labels.size());
}

double predicted_error(const Problem& problem, const Eigen::VectorXd& weights, const Noise& noise) {
  return predicted_error(problem.labels, potentials(problem, weights),
                         noise_in_potential(weights, noise));
}

MeasuredError measured_error(const Problem& problem, const Eigen::VectorXd& weights,
                             const Noise& noise, int presentations, std::uint64_t seed,
                             const std::stop_token& stop) {
  const Eigen::VectorXd v = potentials(problem, weights);
  const auto N = static_cast<std::size_t>(problem.N());
  std::int64_t errors = 0;
  MeasuredError measured;
  for (Eigen::Index mu = 0; mu < problem.P() && !stop.stop_requested(); ++mu) {
    math::GaussianStream random(seed, static_cast<std::uint64_t>(mu), math::Block::input_noise);
    for (int k = 0; k < presentations; ++k) {
      double from_inputs = 0;
      for (std::size_t i = 0; i < N;) {
        const auto pairs = random.take(N - i);
        for (std::size_t j = 0; j < pairs.count; ++j)
          from_inputs += weights[static_cast<Eigen::Index>(i + j)] * double(pairs.first[j]);
        i += pairs.count;
      }
      const double from_output = noise.sigma_out * double(random.take(1).first[0]);
      const double potential = v[mu] + noise.sigma_in * from_inputs + from_output;
      errors += (potential >= 1) != (problem.labels[mu] > 0) ? 1 : 0;
    }
    measured.presentations += presentations;
  }
  measured.rate = measured.presentations == 0
                      ? nan
                      : static_cast<double>(errors) / static_cast<double>(measured.presentations);
  return measured;
}

}  // namespace homeostat::balance
