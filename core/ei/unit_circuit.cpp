#include "core/ei/unit_circuit.h"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <cstddef>

namespace homeostat::ei {

namespace {

constexpr int most_rounds = 200;

/// What a unit does with what reaches it.
struct UnitResponse {
  double input;  ///< steady, less the threshold
  double gain, most, tau;
};

UnitResponse response_of(const UnitCircuit& circuit, int unit) {
  const RateParameters& p = circuit.parameters;
  const bool is_E = unit < circuit.weights.sizes().E;
  const double own = circuit.current.empty() ? 0 : circuit.current[static_cast<std::size_t>(unit)];
  return is_E ? UnitResponse{p.I_ext + own - p.theta_E, p.g_E, p.E_max, p.tau_E}
              : UnitResponse{p.I_ext_I + own - p.theta_I, p.g_I, p.I_max, p.tau_I};
}

/// The weight onto `to` from `from` with the sign of the sender.
double signed_weight(const UnitWeights& weights, int to, int from) {
  const double weight = weights.matrix()(to, from);
  return from < weights.sizes().E ? weight : -weight;
}

double drive_of(const UnitCircuit& circuit, std::span<const double> rates, int unit) {
  double sum = response_of(circuit, unit).input;
  for (int from = 0; from < circuit.weights.sizes().all(); ++from)
    sum += signed_weight(circuit.weights, unit, from) * rates[static_cast<std::size_t>(from)];
  return sum;
}

std::vector<UnitRegime> regimes_at(const UnitCircuit& circuit, std::span<const double> rates) {
  std::vector<UnitRegime> regime;
  for (int unit = 0; unit < circuit.weights.sizes().all(); ++unit) {
    const UnitResponse response = response_of(circuit, unit);
    const double rate = response.gain * drive_of(circuit, rates, unit);
    const bool is_silent = !(rate > 0) || std::ranges::binary_search(circuit.lesioned, unit);
    regime.push_back(is_silent               ? UnitRegime::silent
                     : rate >= response.most ? UnitRegime::saturated
                                             : UnitRegime::active);
  }
  return regime;
}

/// What all units fire at when each is where it is said to be.
std::vector<double> rates_in(const UnitCircuit& circuit, const UnitFixedPoint& point) {
  std::vector<double> rates(point.regime.size(), 0);
  for (const int unit : units_in(point, UnitRegime::saturated))
    rates[static_cast<std::size_t>(unit)] = response_of(circuit, unit).most;
  const std::vector<int> active = units_in(point, UnitRegime::active);
  const auto count = static_cast<Eigen::Index>(active.size());
  Eigen::MatrixXd equations(count, count);
  Eigen::VectorXd given(count);
  for (Eigen::Index row = 0; row < count; ++row) {
    const int to = active[static_cast<std::size_t>(row)];
    const double gain = response_of(circuit, to).gain;
    given[row] = gain * drive_of(circuit, rates, to);
    for (Eigen::Index column = 0; column < count; ++column) {
      const int from = active[static_cast<std::size_t>(column)];
      equations(row, column) =
          (row == column ? 1.0 : 0.0) - gain * signed_weight(circuit.weights, to, from);
    }
  }
  const Eigen::VectorXd solved = equations.partialPivLu().solve(given);
  for (Eigen::Index row = 0; row < count; ++row)
    rates[static_cast<std::size_t>(active[static_cast<std::size_t>(row)])] = solved[row];
  return rates;
}

std::vector<UnitShare> shares_in(const Eigen::MatrixXd& jacobian,
                                 const Eigen::EigenSolver<Eigen::MatrixXd>& solver,
                                 Eigen::Index mode, std::span<const int> active) {
  // The left vector by one step of inverse iteration: the matrix of right ones may be singular.
  const std::complex<double> value = solver.eigenvalues()[mode];
  const Eigen::Index count = jacobian.rows();
  const double shift = 1e-10 * (1 + std::abs(value));
  Eigen::MatrixXcd shifted = jacobian.transpose().cast<std::complex<double>>();
  shifted.diagonal().array() -= value + shift;
  const Eigen::PartialPivLU<Eigen::MatrixXcd> lu(shifted);
  Eigen::VectorXcd left = Eigen::VectorXcd::Ones(count);
  for (Eigen::Index k = 0; k < count; ++k) left[k] += 0.1 * std::sin(static_cast<double>(k + 1));
  for (int round = 0; round < 2; ++round) left = lu.solve(left).normalized();
  const Eigen::VectorXcd right = solver.eigenvectors().col(mode);
  const Eigen::VectorXd both = left.cwiseProduct(right).cwiseAbs();
  const double sum = both.sum();
  std::vector<UnitShare> shares;
  for (Eigen::Index k = 0; k < count; ++k)
    shares.push_back({active[static_cast<std::size_t>(k)], both[k] / sum});
  std::ranges::stable_sort(shares, std::ranges::greater(), &UnitShare::share);
  return shares;
}

}  // namespace

std::vector<int> units_in(const UnitFixedPoint& point, UnitRegime regime) {
  std::vector<int> units;
  for (std::size_t unit = 0; unit < point.regime.size(); ++unit) {
    if (point.regime[unit] == regime) units.push_back(static_cast<int>(unit));
  }
  return units;
}

UnitFixedPoint unit_fixed_point(const UnitCircuit& circuit, std::span<const double> near) {
  UnitFixedPoint point{false, {near.begin(), near.end()}, regimes_at(circuit, near)};
  for (int round = 0; round < most_rounds; ++round) {
    point.rates = rates_in(circuit, point);
    std::vector<UnitRegime> implied = regimes_at(circuit, point.rates);
    point.is_found = implied == point.regime;
    if (point.is_found) break;
    // One unit at a time in the end: all at once may go round in circles.
    if (round < most_rounds / 4) {
      point.regime = std::move(implied);
    } else {
      const auto differs = std::ranges::mismatch(point.regime, implied);
      *differs.in1 = *differs.in2;
    }
  }
  return point;
}

Eigen::MatrixXd unit_jacobian(const UnitCircuit& circuit, std::span<const int> active) {
  const auto count = static_cast<Eigen::Index>(active.size());
  Eigen::MatrixXd jacobian(count, count);
  for (Eigen::Index row = 0; row < count; ++row) {
    const int to = active[static_cast<std::size_t>(row)];
    const UnitResponse response = response_of(circuit, to);
    for (Eigen::Index column = 0; column < count; ++column) {
      const int from = active[static_cast<std::size_t>(column)];
      const double leak = row == column ? 1 : 0;
      jacobian(row, column) =
          (response.gain * signed_weight(circuit.weights, to, from) - leak) / response.tau;
    }
  }
  return jacobian;
}

bool UnitModes::is_stable() const {
  return modes.empty() || modes[math::deciding(modes, math::Time::continuous)].real() < 0;
}

double UnitModes::units_sharing() const {
  double squares = 0;
  for (const UnitShare& one : slowest) squares += one.share * one.share;
  return squares > 0 ? 1 / squares : 0;
}

UnitModes unit_modes(const UnitCircuit& circuit, std::span<const double> near) {
  UnitModes found;
  found.point = unit_fixed_point(circuit, near);
  if (!found.point.is_found) return found;
  const std::vector<int> active = units_in(found.point, UnitRegime::active);
  if (active.empty()) return found;
  const Eigen::MatrixXd jacobian = unit_jacobian(circuit, active);
  const Eigen::EigenSolver<Eigen::MatrixXd> solver(jacobian);
  const auto& values = solver.eigenvalues();
  found.modes.assign(values.begin(), values.end());
  const auto mode = static_cast<Eigen::Index>(math::deciding(found.modes, math::Time::continuous));
  found.slowest = shares_in(jacobian, solver, mode, active);
  return found;
}

}  // namespace homeostat::ei
