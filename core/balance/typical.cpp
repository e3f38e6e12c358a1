#include "core/balance/typical.h"

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>

#include "core/balance/gaussian.h"
#include "core/balance/root.h"
#include "core/math/numbers.h"

namespace homeostat::balance {

namespace {

/// Integral over the Gaussian measure of a smooth function that turns within `width` of `turn`.
template <class F>
double gaussian_integral(const F& f, double turn, double width) {
  constexpr double far = 11;  // what lies beyond is below 1e-27
  constexpr unsigned depth = 12;
  constexpr double accuracy = 1e-11;
  double edges[] = {-far, turn - 8 * width, turn, turn + 8 * width, far};
  double sum = 0;
  for (double& edge : edges) edge = std::clamp(edge, -far, far);
  for (int k = 0; k < 4; ++k)
    if (edges[k + 1] > edges[k])
      sum += boost::math::quadrature::gauss_kronrod<double, 31>::integrate(
          [&](double t) { return gaussian_density(t) * f(t); }, edges[k], edges[k + 1], depth,
          accuracy);
  return sum;
}

/// Phi and Phi' of one kind of weights over 1 - q [S.58-S.59], which depend on z and q through
/// r = sqrt(z/(1 - q)) alone; `sign` +1 excitatory, -1 inhibitory.
double slope_of(double sign, double x, double r) {
  // J2(a) = -hazard(a) and J1(a) = a J2(a), at a = sign r (x + u).
  return r * r * x -
         sign * r *
             gaussian_integral([&](double u) { return gaussian_hazard(sign * r * (x + u)); }, -x,
                               1 / r);
}

double Phi_of(double sign, double x, double r) {
  const double mean_J1 = -gaussian_integral(
      [&](double u) {
        const double a = sign * r * (x + u);
        return a * gaussian_hazard(a);
      },
      -x, 1 / r);
  return (r * r * (x * x + 1) + 1 + mean_J1) / 2;
}

/// Drive of both kinds: -sum f phi Phi' over 1 - q, inhibition counting negative.
struct Drives {
  double excitatory, inhibitory;
  double net() const { return excitatory + inhibitory; }
};

Drives drives(const Circuit& circuit, double B, double r) {
  return {-circuit.f_exc * slope_of(1, B, r),
          -(1 - circuit.f_exc) * circuit.phi * slope_of(-1, B * circuit.phi, r)};
}

/// p int Dt J2(-X_+)^2 + (1 - p) int Dt J2(X_-)^2 at K = 0, at the Delta that makes F_h stationary
/// [S.66 with N -> inf].
double curvature(double p_out, double q) {
  const double width = std::sqrt((1 - q) / q);
  const auto mean = [&](double sign, double Delta, auto&& of) {
    return gaussian_integral(
        [&](double t) {
          return of(gaussian_hazard(sign * (std::sqrt(q) * t - Delta) / std::sqrt(1 - q)));
        },
        Delta / std::sqrt(q), width);
  };
  const auto itself = [](double x) { return x; };
  const auto squared = [](double x) { return x * x; };
  const auto imbalance = [&](double Delta) {
    return (1 - p_out) * mean(1, Delta, itself) - p_out * mean(-1, Delta, itself);
  };
  double Delta = 0;
  if (p_out < 0.5) Delta = root_beyond(imbalance, 0, 1);
  if (p_out > 0.5) Delta = -root_beyond([&](double d) { return -imbalance(-d); }, 0, 1);
  return p_out * mean(-1, Delta, squared) + (1 - p_out) * mean(1, Delta, squared);
}

/// Everything that follows from B, r and Z.
TypicalSolution solution(const Circuit& circuit, double B, double r, double z) {
  const double rest = z / (r * r);  // 1 - q
  const double exc = circuit.f_exc * Phi_of(1, B, r);
  const double inh = (1 - circuit.f_exc) * Phi_of(-1, B * circuit.phi, r);
  const Drives drive = drives(circuit, B, r);
  TypicalSolution s;
  s.q = 1 - rest;
  s.B = B;
  s.C = z * rest * (exc + inh);
  s.Q = (exc + inh) / (exc + inh / (circuit.lambda * circuit.lambda));
  s.theta_tilde = rest * drive.net() / std::sqrt(2 * s.C);
  s.IB = drive.net() / (drive.excitatory - drive.inhibitory);
  s.alpha = 2 * s.C / (rest * curvature(circuit.p_out, s.q));
  return s;
}

/// B without net drive, theta~ = 0.
double B_without_drive(const Circuit& circuit, double r) {
  const auto net = [&](double B) { return -drives(circuit, B, r).net(); };
  const double at_0 = net(0);
  if (at_0 == 0) return 0;
  return at_0 < 0 ? root_beyond(net, 0, 0.5)
                  : -root_beyond([&](double minus) { return net(-minus); }, 0, 0.5);
}

/// Z = 2C/(2C + 1 - q) [S.71] and C = sum f Z Phi [S.63] give Z at once.
struct BalancedPoint {
  double B, z, q;
};
BalancedPoint balanced_point(const Circuit& circuit, double r) {
  const double B = B_without_drive(circuit, r);
  const double Phi =
      circuit.f_exc * Phi_of(1, B, r) + (1 - circuit.f_exc) * Phi_of(-1, B * circuit.phi, r);
  const double z = 1 - 1 / (2 * Phi);
  return {B, z, 1 - z / (r * r)};
}

TypicalSolution balanced_with(const Circuit& circuit, double r) {
  const BalancedPoint at = balanced_point(circuit, r);
  TypicalSolution s = solution(circuit, at.B, r, at.z);
  s.theta_tilde = s.IB = 0;
  return s;
}

// Unbalanced: Z = 1, and sqrt(2C) B theta~ = 1 - q [S.69] says that B times the drive is 1.
double too_much_drive(const Circuit& circuit, double B, double r) {
  return B * drives(circuit, B, r).net() - 1;
}

TypicalSolution unbalanced_solution(const Circuit& circuit, double B, double r) {
  TypicalSolution s = solution(circuit, B, r, 1);
  s.is_balanced = false;
  return s;
}

/// r = sqrt(Z/(1 - q)) of the solutions looked for: q from far below what occurs to all but 1.
constexpr double smallest_r = 0.05, largest_r = 1e4;

/// The unbalanced solution with this B, which grows from 0 at alpha_c to its value at alpha_b; q is
/// then the largest that fulfils its equation.
TypicalSolution unbalanced_with(const Circuit& circuit, double B) {
  const auto excess = [&](double log_r) { return too_much_drive(circuit, B, std::exp(log_r)); };
  constexpr double step = 0.5;
  double high = std::log(largest_r);
  while (high > std::log(smallest_r) && excess(high - step) > 0) high -= step;
  return unbalanced_solution(circuit, B, std::exp(root_between(excess, high - step, high)));
}

}  // namespace

double TypicalSolution::scaled_norm() const {
  return is_balanced ? infinity : 1 / (theta_tilde * std::sqrt(Q));
}

std::optional<TypicalSolution> balanced_typical(const Circuit& circuit, double q) {
  if (circuit.f_exc <= 0 || circuit.f_exc >= 1) return std::nullopt;
  const auto excess = [&](double log_r) { return balanced_point(circuit, std::exp(log_r)).q - q; };
  const double low = std::log(smallest_r), high = std::log(largest_r);
  if (excess(low) > 0 || excess(high) < 0) return std::nullopt;
  return balanced_with(circuit, std::exp(root_between(excess, low, high)));
}

std::optional<TypicalSolution> unbalanced_typical(const Circuit& circuit, double q) {
  // B times the drive rises from 0 and falls to 0 again where the drive ends.
  const double r = 1 / std::sqrt(1 - q);
  const double end = circuit.f_exc < 1 ? B_without_drive(circuit, r) : 10;
  const auto excess = [&](double B) { return too_much_drive(circuit, B, r); };
  constexpr int steps = 64;
  for (int k = 1; k <= steps && end > 0; ++k)
    if (excess(end * k / steps) > 0)
      return unbalanced_solution(circuit,
                                 root_between(excess, end * (k - 1) / steps, end * k / steps), r);
  return std::nullopt;
}

std::optional<TypicalSolution> typical_solution(const Circuit& circuit, double alpha) {
  if (alpha >= alpha_c(circuit) || circuit.f_exc <= 0) return std::nullopt;
  if (alpha >= alpha_b(circuit)) {
    // The ends are the capacities, at q = 1.
    const auto too_much = [&](double B) { return unbalanced_with(circuit, B).alpha - alpha; };
    constexpr double near = 1e-5;
    const double B = circuit.f_exc < 1
                         ? root_between(too_much, near, balancing_B(circuit) * (1 - near))
                         : root_beyond(too_much, near, 0.5);
    return unbalanced_with(circuit, B);
  }
  const auto excess = [&](double log_r) {
    return balanced_with(circuit, std::exp(log_r)).alpha - alpha;
  };
  const double low = std::log(smallest_r), high = std::log(largest_r);
  if (excess(low) > 0 || excess(high) < 0) return std::nullopt;
  return balanced_with(circuit, std::exp(root_between(excess, low, high)));
}

}  // namespace homeostat::balance
