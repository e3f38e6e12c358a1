#include "core/ei/trial_map.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <complex>

#include "core/math/numbers.h"

namespace homeostat::ei {

namespace {

Eigen::Matrix4d map_of(const LearningMatrix& K, double tau_trial, double scale) {
  const double q = 1 / tau_trial;
  Eigen::Matrix4d map;
  map.topLeftCorner<2, 2>() = (1 - q) * Eigen::Matrix2d::Identity();
  map.topRightCorner<2, 2>() = q * Eigen::Matrix2d::Identity();
  map.bottomLeftCorner<2, 2>() = (1 - q) * scale * K.by_rates;
  map.bottomRightCorner<2, 2>() =
      Eigen::Matrix2d::Identity() + scale * (q * K.by_rates + K.by_weights);
  return map;
}

double radius_of(const LearningMatrix& K, double tau_trial, double scale = 1) {
  return Eigen::EigenSolver<Eigen::Matrix4d>(map_of(K, tau_trial, scale), false)
      .eigenvalues()
      .cwiseAbs()
      .maxCoeff();
}

/// The factor on all rates at which the radius passes 1, given that it is stable for small ones.
double largest_scale(const LearningMatrix& K, double tau_trial) {
  const auto excess = [&](double scale) { return radius_of(K, tau_trial, scale) - 1; };
  constexpr double most = 0x1p60;
  double stable = 1, unstable = 1;
  while (excess(stable) >= 0 && stable > 1 / most) stable = (unstable = stable) / 2;
  if (stable == 1) unstable = 2;
  while (excess(unstable) < 0 && unstable < most) unstable = 2 * (stable = unstable);
  if (unstable >= most) return infinity;
  std::uintmax_t steps = 100;
  const auto [below, above] = boost::math::tools::toms748_solve(
      excess, stable, unstable, boost::math::tools::eps_tolerance<double>(48), steps);
  return 0.5 * (below + above);
}

}  // namespace

TrialMapStability trial_map_stability(const math::EigenPair& rule, double tau_trial) {
  const double q = 1 / tau_trial;
  const double m = 2 * tau_trial - 1;
  TrialMapStability result;
  result.alpha_scale_max = infinity;
  for (int i = 0; i < 2; ++i) {
    const std::complex<double> mu = rule[i];
    if (!std::isfinite(mu.real()) || !std::isfinite(mu.imag())) {
      return {false, infinity, 0};  // on the line C = 0
    }
    const std::complex<double> half = 0.5 * (2 - q + q * mu);
    const std::complex<double> root = std::sqrt(half * half - (1 - q));
    result.spectral_radius =
        std::max({result.spectral_radius, std::abs(half + root), std::abs(half - root)});
    const double re = mu.real(), im = mu.imag();
    const double limit = re < 0 ? 2 * -re * m / (re * re + m * m * im * im) : 0.0;
    result.alpha_scale_max = std::min(result.alpha_scale_max, limit);
  }
  result.is_stable = result.spectral_radius < 1;
  return result;
}

TrialMapStability trial_map_stability(const LearningMatrix& K, double tau_trial) {
  const Eigen::Matrix2d total = K.total();
  const math::EigenPair rule =
      math::eigenvalues(total.trace(), total(0, 0) * total(1, 1) - total(0, 1) * total(1, 0));
  if (K.by_weights.isZero(0) || !total.allFinite()) return trial_map_stability(rule, tau_trial);
  TrialMapStability result;
  result.spectral_radius = radius_of(K, tau_trial);
  result.is_stable = result.spectral_radius < 1;
  result.alpha_scale_max = rule.is_stable() ? largest_scale(K, tau_trial) : 0;
  return result;
}

Eigen::Vector4cd trial_map_modes(const LearningMatrix& K, double tau_trial) {
  const Eigen::Matrix4d map = map_of(K, tau_trial, 1);
  if (!map.allFinite()) return Eigen::Vector4cd::Constant(nan);
  return Eigen::EigenSolver<Eigen::Matrix4d>(map, false).eigenvalues();
}

double trial_map_margin(const PlaneProblem& problem, const Weights& w) {
  const auto bounded = [](double margin) {
    return std::isfinite(margin) ? margin / (1 + std::abs(margin)) : -1;
  };
  if (std::holds_alternative<ForcedBalance>(problem.rule)) {
    const LearningMatrix K = learning_matrix(problem, w);
    return K.total().allFinite() ? bounded(1 - radius_of(K, problem.tau_trial)) : -1;
  }
  // The ellipse, whose level is smooth where a pair of eigenvalues meets.
  const math::EigenPair mu = learning_eigenvalues(problem, w);
  const double m = 2 * problem.tau_trial - 1;
  double margin = 1;
  for (int i = 0; i < 2; ++i) {
    const double re = mu.re[i] / m + 1;
    const double level = 1 - re * re - mu.im[i] * mu.im[i];
    if (!(level >= margin)) margin = level;  // a NaN, on the line C = 0, is kept
  }
  return bounded(margin);
}

double slowest_mode_trials(const TrialMapStability& map) {
  return map.is_stable ? -1 / std::log(map.spectral_radius) : infinity;
}

}  // namespace homeostat::ei
