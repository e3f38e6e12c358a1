// Fixed point and modes of networks of rate units: against finite differences of the model's own
// step, against the simulation left to relax, and against the population model where all units are
// alike.
#include "core/ei/unit_circuit.h"

#include <Eigen/LU>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <complex>
#include <random>
#include <span>

#include "core/ei/multi_unit.h"
#include "core/ei/steady_state.h"
#include "core/ei/unit_balance.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace unit_circuit_test {

using namespace homeostat;
using namespace homeostat::ei;

namespace {

/// Weights of these summed means, each off by up to that part of it.
UnitWeights scattered(Sizes sizes, const Weights& sums, double scatter, unsigned seed) {
  UnitWeights weights(sizes, Eigen::MatrixXd::Zero(sizes.all(), sizes.all()));
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> part(1 - scatter, 1 + scatter);
  weights.change([&](double, int to, int from) {
    const WeightClass c = weights.class_of(to, from);
    return sums.array()[c] / weights.partners(c) * part(generator);
  });
  return weights;
}

/// The up-state of Fig. 4 at the setpoints, (5, 14) Hz.
constexpr Weights paper_weights{5, 38.0 / 35, 10, 43.0 / 28};

UnitCircuit circuit_of(UnitWeights weights) {
  RateParameters p;
  p.noise_sigma = 0;
  return {p, std::move(weights)};
}

/// The model itself, without noise, from rest by a pulse: what it comes to after so many ms.
struct Simulated {
  explicit Simulated(const UnitCircuit& c) : circuit(c), units(c.weights.sizes()) {
    units.begin_trial();
    run(10, 7);
    run(4000, 0);
  }
  void run(double ms, double pulse) {
    Segment segment{.steps = std::llround(ms / circuit.parameters.dt),
                    .parameters = circuit.parameters,
                    .weights = {}};
    segment.pulse = pulse;
    units.advance(segment, circuit.weights, {circuit.current, circuit.lesioned}, nullptr, nullptr);
  }
  const UnitCircuit& circuit;
  MultiUnit units;
};

/// dr/dt of the written equations, in a form of its own.
Eigen::VectorXd velocity(const UnitCircuit& c, const Eigen::VectorXd& rates) {
  const Sizes sizes = c.weights.sizes();
  const RateParameters& p = c.parameters;
  Eigen::VectorXd signs = Eigen::VectorXd::Ones(sizes.all());
  signs.tail(sizes.I).setConstant(-1);
  Eigen::VectorXd drive = c.weights.matrix() * signs.cwiseProduct(rates);
  drive.head(sizes.E).array() += p.I_ext - p.theta_E;
  drive.tail(sizes.I).array() += p.I_ext_I - p.theta_I;
  Eigen::VectorXd dr = drive.cwiseMax(0);
  dr.head(sizes.E) = (p.g_E * dr.head(sizes.E) - rates.head(sizes.E)) / p.tau_E;
  dr.tail(sizes.I) = (p.g_I * dr.tail(sizes.I) - rates.tail(sizes.I)) / p.tau_I;
  return dr;
}

Eigen::VectorXd as_vector(const std::vector<double>& values) {
  return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}

/// The distance of the nearest mode, which is then taken away.
double take_nearest(math::Modes& modes, std::complex<double> wanted) {
  const auto nearest = std::ranges::min_element(
      modes, {}, [&](std::complex<double> mode) { return std::abs(mode - wanted); });
  const double distance = std::abs(*nearest - wanted);
  modes.erase(nearest);
  return distance;
}

}  // namespace

class UnitCircuitTest : public QObject {
  Q_OBJECT

 private slots:
  void the_fixed_point_is_where_the_simulation_comes_to_rest() {
    int silent = 0;
    for (const unsigned seed : {1U, 2U, 3U}) {
      UnitCircuit c = circuit_of(scattered({40, 10}, paper_weights, seed == 1 ? 0.05 : 0.6, seed));
      c.lesioned = {3};
      const Simulated run(c);
      const UnitFixedPoint point = unit_fixed_point(c, run.units.rates());
      QVERIFY(point.is_found);
      silent += static_cast<int>(units_in(point, UnitRegime::silent).size());
      for (int unit = 0; unit < 50; ++unit) {
        const auto k = static_cast<std::size_t>(unit);
        NEAR(point.rates[k], run.units.rates()[k], 1e-6, "rate of " + std::to_string(unit));
      }
      QVERIFY(point.regime[3] == UnitRegime::silent);
    }
    QVERIFY(silent > 3);  // so that silent units other than the lesioned ones are among them
  }

  void saturated_units_are_held_at_their_bound() {
    UnitCircuit c = circuit_of(scattered({40, 10}, {9, 0.5, 8, 1}, 0.1, 4));
    Simulated run(c);
    const UnitFixedPoint point = unit_fixed_point(c, run.units.rates());
    QVERIFY(point.is_found);
    const auto held = units_in(point, UnitRegime::saturated);
    QVERIFY(held.size() >= 40);
    for (std::size_t k = 0; k < 50; ++k)
      NEAR(point.rates[k], run.units.rates()[k], 1e-6, "rate of " + std::to_string(k));
    QCOMPARE(unit_modes(c, run.units.rates()).modes.size(), 50 - held.size());
  }

  void from_silence_the_silent_state_is_found() {
    const UnitCircuit c = circuit_of(scattered({40, 10}, paper_weights, 0.3, 5));
    const UnitFixedPoint point = unit_fixed_point(c, std::vector<double>(50, 0));
    QVERIFY(point.is_found);
    QVERIFY(std::ranges::all_of(point.rates, [](double rate) { return rate == 0; }));
    QVERIFY(unit_modes(c, point.rates).modes.empty());
  }

  void the_jacobian_is_that_of_finite_differences() {
    const UnitCircuit c = circuit_of(scattered({40, 10}, paper_weights, 0.6, 2));
    const UnitFixedPoint point = unit_fixed_point(c, Simulated(c).units.rates());
    const auto active = units_in(point, UnitRegime::active);
    const Eigen::MatrixXd jacobian = unit_jacobian(c, active);
    const Eigen::VectorXd rates = as_vector(point.rates);
    QVERIFY(velocity(c, rates).cwiseAbs().maxCoeff() < 1e-10);
    const double h = 1e-4;  // piecewise linear: any step within a piece is exact but for rounding
    for (std::size_t column = 0; column < active.size(); ++column) {
      Eigen::VectorXd up = rates, down = rates;
      up[active[column]] += h;
      down[active[column]] -= h;
      const Eigen::VectorXd slope = (velocity(c, up) - velocity(c, down)) / (2 * h);
      for (std::size_t row = 0; row < active.size(); ++row)
        NEAR(jacobian(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column)),
             slope[active[row]], 1e-9, "Jacobian");
    }
  }

  void units_that_are_alike_have_the_modes_of_the_populations_and_those_of_their_differences() {
    const Sizes sizes{12, 10};  // of fewer I units the differences would grow
    const UnitCircuit c = circuit_of(scattered(sizes, paper_weights, 0, 1));
    UnitModes found = unit_modes(c, Simulated(c).units.rates());
    QVERIFY(found.point.is_found && found.is_stable());
    NEAR(found.point.rates[0], 5, 1e-9, "E");
    NEAR(found.point.rates[21], 14, 1e-9, "I");
    const RateParameters& p = c.parameters;
    const Weights& W = paper_weights;
    const double a = (p.g_E * W.EE - 1) / p.tau_E, b = -p.g_E * W.EI / p.tau_E;
    const double d = p.g_I * W.IE / p.tau_I, e = (-p.g_I * W.II - 1) / p.tau_I;
    const std::complex<double> root =
        std::sqrt(std::complex<double>((a - e) * (a - e) / 4 + b * d));
    math::Modes left = found.modes;
    for (const auto& mode : {(a + e) / 2 + root, (a + e) / 2 - root})
      NEAR(take_nearest(left, mode), 0, 1e-9, "mode of the populations");
    for (int k = 0; k < sizes.E - 1; ++k)
      NEAR(take_nearest(left, (-1 - p.g_E * W.EE / (sizes.E - 1)) / p.tau_E), 0, 1e-9,
           "difference among E");
    for (int k = 0; k < sizes.I - 1; ++k)
      NEAR(take_nearest(left, (-1 + p.g_I * W.II / (sizes.I - 1)) / p.tau_I), 0, 1e-9,
           "difference among I");
    QVERIFY(left.empty());
  }

  void few_I_units_that_are_alike_grow_apart() {
    const UnitCircuit c = circuit_of(scattered({12, 5}, paper_weights, 0, 1));
    const UnitModes found = unit_modes(c, Simulated(c).units.rates());
    QVERIFY(found.point.is_found && !found.is_stable());
    for (std::size_t k = 0; k < 5; ++k) QVERIFY(found.slowest[k].unit >= 12);
    // And they do, from a difference too small to be seen.
    UnitCircuit uneven = circuit_of(scattered({12, 5}, paper_weights, 1e-9, 1));
    Simulated run(uneven);
    const auto rates = run.units.rates();
    const auto [low, high] = std::ranges::minmax(std::span(rates).subspan(12));
    QVERIFY(high - low > 1);
  }

  void a_disturbance_dies_out_as_the_slowest_mode_says() {
    // Near the end of its stability, so that one mode is far slower than all others.
    UnitCircuit fine = circuit_of(scattered({40, 10}, {4.2, 0.6, 10, 1.5}, 0.15, 7));
    fine.parameters.dt = 0.01;  // Euler's own damping is below the tolerance
    Simulated run(fine);
    const UnitModes found = unit_modes(fine, run.units.rates());
    QVERIFY(found.point.is_found && found.is_stable());
    const auto slowest = found.modes[math::deciding(found.modes, math::Time::continuous)];
    const Eigen::VectorXd rest = as_vector(found.point.rates);
    run.run(1, 0.5);
    run.run(100, 0);  // the faster modes have gone
    // Over turns of a mode that turns, the size falls as its real part says.
    const double turn = slowest.imag() != 0 ? 2 * M_PI / std::abs(slowest.imag()) : 20;
    const double before = (as_vector(run.units.rates()) - rest).norm();
    run.run(turn, 0);
    const double after = (as_vector(run.units.rates()) - rest).norm();
    QVERIFY(before > 1e-6);
    NEAR(std::log(after / before) / turn, slowest.real(), 0.02 * std::abs(slowest.real()),
         "decay per ms");
  }

  void a_unit_s_share_is_its_part_in_the_residue_of_the_resolvent() {
    const UnitCircuit c = circuit_of(scattered({40, 10}, {4.2, 0.6, 10, 1.5}, 0.15, 7));
    const UnitModes found = unit_modes(c, Simulated(c).units.rates());
    QVERIFY(!found.modes.empty());
    const auto active = units_in(found.point, UnitRegime::active);
    const auto slowest = found.modes[math::deciding(found.modes, math::Time::continuous)];
    QCOMPARE(slowest.imag(), 0.0);
    // (J - z)^-1 = right left^T / ((left . right) (lambda - z)) near the eigenvalue, and the trace
    // of the residue is 1.
    const double beside = 1e-7;
    Eigen::MatrixXd shifted = unit_jacobian(c, active);
    shifted.diagonal().array() -= slowest.real() + beside;
    const Eigen::VectorXd residue = -beside * shifted.inverse().diagonal();
    NEAR(residue.sum(), 1, 1e-4, "trace of the residue");
    const double all = residue.cwiseAbs().sum();
    double sum = 0;
    for (const UnitShare& one : found.slowest) {
      const auto k = std::ranges::find(active, one.unit) - active.begin();
      NEAR(one.share, std::abs(residue[k]) / all, 1e-4,
           "share of unit " + std::to_string(one.unit));
      sum += one.share;
    }
    NEAR(sum, 1, 1e-12, "sum of the shares");
    QVERIFY(found.slowest.front().share >= found.slowest.back().share);
  }

  void a_unit_on_the_line_of_balance_is_at_its_setpoint() {
    const RateParameters p;
    const Setpoints set{5, 14};
    const BalanceLines lines = balance_lines(p, set);
    for (const double x : {3.0, 8.0, 12.0}) {
      const double E = p.g_E * (x * set.E - lines.onto_E.at(x) * set.I - p.theta_E);
      const double I = p.g_I * (x * set.E - lines.onto_I.at(x) * set.I - p.theta_I);
      NEAR(E, set.E, 1e-12, "E unit");
      NEAR(I, set.I, 1e-12, "I unit");
    }
    NEAR(lines.onto_E.at(paper_weights.EE), paper_weights.EI, 1e-12, "eq. 4");
    NEAR(lines.onto_I.at(paper_weights.IE), paper_weights.II, 1e-12, "eq. 5");
  }
};

TEST_PROGRAM(UnitCircuitTest)

}  // namespace unit_circuit_test

#include "unit_circuit_test.moc"
