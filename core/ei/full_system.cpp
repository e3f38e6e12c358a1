#include "core/ei/full_system.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <complex>

#include "core/math/numbers.h"

namespace homeostat::ei {

namespace {

Eigen::Matrix2d neural_jacobian(const RateParameters& p, const Weights& w) {
  Eigen::Matrix2d J;
  J << (p.g_E * w.EE - 1) / p.tau_E, -p.g_E * w.EI / p.tau_E,  //
      p.g_I * w.IE / p.tau_I, -(1 + p.g_I * w.II) / p.tau_I;
  return J;
}

bool is_stable(const Eigen::Matrix2d& matrix) {
  return math::eigenvalues(matrix.trace(), matrix.determinant()).is_stable();
}

/// What the matrix does to the area spanned by any two directions (its second additive compound):
/// its eigenvalues are the sums of every two of the matrix's.
Eigen::MatrixXd sums_of_pairs(const Eigen::MatrixXd& A) {
  const Eigen::Index n = A.rows();
  std::vector<std::array<Eigen::Index, 2>> pairs;
  for (Eigen::Index p = 0; p < n; ++p) {
    for (Eigen::Index q = p + 1; q < n; ++q) pairs.push_back({p, q});
  }
  const auto size = static_cast<Eigen::Index>(pairs.size());
  Eigen::MatrixXd compound(size, size);
  for (Eigen::Index row = 0; row < size; ++row) {
    const auto [p, q] = pairs[static_cast<std::size_t>(row)];
    for (Eigen::Index column = 0; column < size; ++column) {
      const auto [r, s] = pairs[static_cast<std::size_t>(column)];
      compound(row, column) = (q == s ? A(p, r) : 0) - (q == r ? A(p, s) : 0) +
                              (p == r ? A(q, s) : 0) - (p == s ? A(q, r) : 0);
    }
  }
  return compound;
}

}  // namespace

FullSystem::FullSystem(const PlaneProblem& problem, const Weights& w, double tau_sensor,
                       const HeldWeights& held)
    : neurons_(neural_jacobian(problem.parameters, w)) {
  const LearningMatrix K = learning_matrix(problem, w, held);
  rule_ = K.total();
  const bool has_sensors = tau_sensor > 0;
  const Eigen::Index n = has_sensors ? 6 : 4;
  at_rest_ = Eigen::MatrixXd::Zero(n, n);
  at_rest_.topLeftCorner<2, 2>() = neurons_;
  if (has_sensors) {
    const Eigen::Matrix2d pull = Eigen::Matrix2d::Identity() / tau_sensor;
    at_rest_.block<2, 2>(2, 0) = pull;
    at_rest_.block<2, 2>(2, 2) = -pull;
  }
  // The resting rates move by K_rates (lag of what is sensed) + K r*, and every lag by as much
  // less.
  learning_ = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index row = 0; row < n; row += 2) {
    const double sign = row == n - 2 ? 1 : -1;
    learning_.block<2, 2>(row, n - 4) = sign * K.by_rates;
    learning_.block<2, 2>(row, n - 2) = sign * rule_;
  }
}

Eigen::VectorXcd FullSystem::modes(double scale) const {
  const Eigen::MatrixXd system = at_rest_ + scale * learning_;
  if (!system.allFinite()) {
    return Eigen::VectorXcd::Constant(system.rows(), nan);
  }
  Eigen::VectorXcd modes = Eigen::EigenSolver<Eigen::MatrixXd>(system, false).eigenvalues();
  std::sort(modes.begin(), modes.end(), [](std::complex<double> a, std::complex<double> b) {
    return a.real() != b.real() ? a.real() < b.real() : a.imag() < b.imag();
  });
  return modes;
}

double FullSystem::growth(double scale) const {
  return modes(scale).real().maxCoeff<Eigen::PropagateNaN>();
}

bool FullSystem::is_stable_when_slow() const {
  return learning_.allFinite() && ei::is_stable(neurons_) && ei::is_stable(rule_);
}

std::vector<double> FullSystem::candidate_scales() const {
  // Stability is lost where a pair of modes crosses the imaginary axis, so that the two add up to
  // zero: a linear pencil in the scale. (One mode alone cannot cross: the determinant is that of
  // the neurons times that of scale * K.)
  const double unit = at_rest_.norm() / learning_.norm();
  const Eigen::MatrixXd rest = sums_of_pairs(at_rest_), learning = unit * sums_of_pairs(learning_);
  // Both are singular, their difference is not: rest - learning + (scale + 1) * learning.
  const Eigen::VectorXcd inverse =
      Eigen::EigenSolver<Eigen::MatrixXd>((learning - rest).partialPivLu().solve(learning), false)
          .eigenvalues();
  // Beyond these only rounding crosses: the two zero modes add up to zero at 0, and modes that
  // learning does not move do so at infinity.
  constexpr double slowest = 1e-9, fastest = 1e4, nearly_real = 1e-5;
  std::vector<double> scales;
  for (const std::complex<double> x : inverse) {
    const std::complex<double> scale = 1.0 / x - 1.0;
    const bool is_real = std::abs(scale.imag()) <= nearly_real * std::abs(scale.real());
    if (is_real && scale.real() > slowest && scale.real() < fastest)
      scales.push_back(unit * scale.real());
  }
  std::ranges::sort(scales);
  return scales;
}

double FullSystem::critical_scale() const {
  if (!is_stable_when_slow()) return 0;
  const std::vector<double> at = candidate_scales();
  for (std::size_t k = 0; k < at.size(); ++k) {
    // Between two candidates the verdict is one.
    const double above =
        k + 1 < at.size() ? std::min(2 * at[k], std::sqrt(at[k] * at[k + 1])) : 2 * at[k];
    if (growth(above) < 0) continue;
    const double below = k > 0 ? std::max(at[k] / 2, std::sqrt(at[k - 1] * at[k])) : at[k] / 2;
    if (!(growth(below) < 0)) return at[k];
    std::uintmax_t steps = 100;
    const auto [lower, upper] = boost::math::tools::toms748_solve(
        [this](double scale) { return growth(scale); }, below, above,
        boost::math::tools::eps_tolerance<double>(48), steps);
    return 0.5 * (lower + upper);
  }
  return infinity;
}

}  // namespace homeostat::ei
