// Neurons, sensors and weights as one system: against the plainly written Jacobian of the model,
// the facts' critical learning rates, and a scan over all learning rates.
#include <rapidcheck.h>

#include <Eigen/Dense>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/ei/full_system.h"
#include "core/ei/stability.h"
#include "core/ei/steady_state.h"
#include "tests/support/fd_jacobian.h"
#include "tests/support/figure_settings.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/plane_problems.h"
#include "tests/support/reference_table.h"
#include "tests/support/test_program.h"

namespace full_system_test {

using namespace homeostat;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Neurally stable.
struct Place {
  double W_EE, W_IE;
};
constexpr std::array places{Place{5, 10}, Place{4, 8}, Place{6, 20}, Place{8, 20}, Place{2.5, 6.5}};

ei::Weights weights_at(const ei::PlaneProblem& problem, Place place) {
  return setpoint_weights(problem.parameters, problem.setpoints, place.W_EE, place.W_IE);
}

/// The model as it is written: E, I, with sensors theirs, and the weights that are not held.
struct PlainModel {
  ei::PlaneProblem problem;
  ei::Weights weights;
  double tau_sensor;
  ei::HeldWeights held;

  Eigen::Index dimension() const { return (tau_sensor > 0 ? 4 : 2) + free(); }
  Eigen::Index free() const { return std::ranges::count(held, false); }

  Eigen::VectorXd at_setpoints() const {
    Eigen::VectorXd x = Eigen::VectorXd::Zero(dimension());
    for (Eigen::Index k = 0; k < dimension() - free(); k += 2)
      x.segment(k, 2) << problem.setpoints.E, problem.setpoints.I;
    return x;  // the weights count from here
  }

  Eigen::VectorXd slope(const Eigen::VectorXd& x) const {
    std::array<double, 4> array = weights.array();
    Eigen::Index at = dimension() - free();
    for (std::size_t k = 0; k < 4; ++k) array[k] += held[k] ? 0 : x[at++];
    const ei::Weights now = ei::Weights::from(array);
    const ei::Rates v = velocity(problem.parameters, now, {x[0], x[1]});
    const Eigen::Index sensed = tau_sensor > 0 ? 2 : 0;
    const auto change = weight_change(problem.rule, problem.parameters, {x[sensed], x[sensed + 1]},
                                      problem.setpoints, now)
                            .array();
    Eigen::VectorXd slope(dimension());
    slope.head<2>() << v.E, v.I;
    if (tau_sensor > 0) slope.segment(2, 2) = (x.head(2) - x.segment(2, 2)) / tau_sensor;
    at = dimension() - free();
    for (std::size_t k = 0; k < 4; ++k) {
      if (!held[k]) slope[at++] = change[k];
    }
    return slope;
  }
};

/// How far the farthest of `modes` is from a partner of its own among `others`.
double distance(Eigen::VectorXcd modes, const Eigen::VectorXcd& others) {
  double farthest = 0;
  for (const std::complex<double> other : others) {
    Eigen::Index nearest = 0;
    farthest = std::max(farthest, (modes.array() - other).abs().minCoeff(&nearest));
    modes[nearest] = infinity;  // taken
  }
  return farthest;
}

ei::FullSystem unit_cross(Place place, double tau_sensor) {
  const ei::PlaneProblem problem = test::table_1(test::cross_homeostatic({1, 1, 1, 1}));
  return {problem, weights_at(problem, place), tau_sensor};
}

rc::Gen<double> number_between(int low, int high) {
  return rc::gen::map(rc::gen::inRange(low * 1000, high * 1000),
                      [](int thousandths) { return thousandths / 1000.0; });
}

/// Rates from 1e-5 to 1e-1.
test::Rates4 any_rates() {
  test::Rates4 rates{};
  for (double& rate : rates) rate = std::pow(10, *number_between(-5, -1));
  return rates;
}

}  // namespace

class FullSystemTest : public QObject {
  Q_OBJECT

 private slots:
  void modes_are_those_of_the_plainly_written_jacobian_data() {
    QTest::addColumn<QString>("rule");
    QTest::addColumn<double>("tau_sensor");
    QTest::addColumn<int>("held");
    for (const QString rule : {"homeo", "cross", "scaling", "forced", "forced_printed", "gd"}) {
      for (const double tau_sensor : {0.0, 1000.0, 30.0}) {
        for (const int held : {-1, 0, 1, 2, 3}) {
          const QString name = QString("%1, sensors %2 ms, held %3").arg(rule).arg(tau_sensor);
          QTest::newRow(qPrintable(name.arg(held))) << rule << tau_sensor << held;
        }
      }
    }
  }
  void modes_are_those_of_the_plainly_written_jacobian() {
    QFETCH(QString, rule);
    QFETCH(double, tau_sensor);
    QFETCH(int, held);
    const ei::PlaneProblem problem =
        test::table_1(test::reference_rule(rule.toStdString(), {5e-4, 3e-4, 2e-4, 1e-4}));
    for (const Place place : places) {
      PlainModel plain{problem, weights_at(problem, place), tau_sensor, {}};
      if (held >= 0) plain.held[static_cast<std::size_t>(held)] = true;
      const Eigen::MatrixXd jacobian = test::fd_jacobian_4(
          [&](const Eigen::VectorXd& x) { return plain.slope(x); }, plain.at_setpoints(), 1e-3);
      const ei::FullSystem system(problem, plain.weights, tau_sensor, plain.held);
      Eigen::VectorXcd ours = Eigen::VectorXcd::Zero(plain.dimension());
      const Eigen::VectorXcd modes = system.modes();
      ours.head(modes.size()) = modes;
      const Eigen::VectorXcd reference =
          Eigen::EigenSolver<Eigen::MatrixXd>(jacobian, false).eigenvalues();
      // Differences of slopes over 1e-3 are off by 1e-12 or so; nearly equal modes by a little
      // more.
      NEAR(distance(ours, reference), 0, 1e-10 * jacobian.norm(),
           "modes at W_EE " + std::to_string(place.W_EE));
    }
  }

  void critical_learning_rates_of_the_cross_rule_are_the_facts() {
    struct Fact {
      Place place;
      double without_sensors, with_sensors;
    };
    constexpr std::array facts{
        Fact{{5, 14}, 2.356e-3, 5.529e-5},    Fact{{5, 10}, 3.412e-3, 3.560e-4},
        Fact{{3, 8}, 6.855e-4, 3.860e-5},     Fact{{8, 20}, 5.709e-3, 1.310e-4},
        Fact{{2.5, 6.5}, 2.561e-4, 2.995e-5}, Fact{{4, 7}, 1.766e-3, 9.047e-4},
        Fact{{9, 10}, 8.737e-3, 3.057e-3},
    };
    for (const auto& [place, without_sensors, with_sensors] : facts) {
      const std::string at = std::to_string(place.W_EE) + ", " + std::to_string(place.W_IE);
      const auto last_digit = [](double x) { return std::pow(10, std::floor(std::log10(x)) - 3); };
      NEAR(unit_cross(place, 0).critical_scale(), without_sensors,
           0.5001 * last_digit(without_sensors), "without sensors at " + at);
      NEAR(unit_cross(place, 1000).critical_scale(), with_sensors,
           0.5001 * last_digit(with_sensors), "with sensors at " + at);
    }
  }

  void stability_is_lost_exactly_at_the_critical_rate() {
    for (const Place place : places) {
      for (const double tau_sensor : {0.0, 10.0, 1000.0, 1e5}) {
        const ei::FullSystem system = unit_cross(place, tau_sensor);
        const double critical = system.critical_scale();
        QVERIFY(system.is_stable(critical * (1 - 1e-9)));
        QVERIFY(!system.is_stable(critical * (1 + 1e-9)));
      }
    }
  }

  /// First order: a tenth of the rate, a tenth of the distance.
  void slow_modes_go_to_those_of_K_linearly() {
    for (const Place place : places) {
      for (const double tau_sensor : {0.0, 1000.0}) {
        const ei::FullSystem system = unit_cross(place, tau_sensor);
        const ei::PlaneProblem problem = test::table_1(test::cross_homeostatic({1, 1, 1, 1}));
        const math::EigenPair K = learning_eigenvalues(problem, weights_at(problem, place));
        const auto error = [&](double rate) {
          return std::abs(system.modes(rate)(Eigen::last).real() / rate - K.re[1]);
        };
        const double rate = 1e-4 * system.critical_scale();
        NEAR(error(rate) / error(rate / 10), 10, 0.1, "order at rate " + std::to_string(rate));
        NEAR(error(1e-5 * rate), 0, 1e-6 * std::abs(K.re[1]), "distance in the limit");
      }
    }
  }

  void slow_learning_is_judged_alike_in_every_figure_setting() {
    const test::ReferenceTable table("stability/areas.csv");
    const ei::PlaneGrid grid{0, 10, 0, 30, test::patient(83, 23), test::patient(127, 31)};
    int compared = 0, stable = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (table.number(row, "WIEmax") != 30) continue;
      // The figures' rates, up to 0.02, times 1e-6, per ms.
      const double unit = table.text(row, "setting").starts_with("S10 TL") ? 0.005 : 0.0002;
      const ei::PlaneProblem problem = test::figure_problem(table, row, 1e-6 * unit);
      for (const ei::PointStability& point : stability_map(problem, grid)) {
        if (!point.neural_is_stable || !point.weights_are_positive) continue;
        const bool is_stable = ei::FullSystem(problem, point.weights).is_stable();
        CLAIM(is_stable == point.rule_is_stable, table.text(row, "setting") + " at W_EE " +
                                                     std::to_string(point.weights.EE) + ", W_IE " +
                                                     std::to_string(point.weights.IE));
        ++compared;
        stable += is_stable;
      }
    }
    QVERIFY(compared > 30 * test::patient(4000, 240));
    QVERIFY(stable > compared / 4 && stable < compared * 3 / 4);
  }

  /// The facts count 1047 of 4297 points, on a grid of their own.
  void fast_learning_is_judged_differently() {
    const ei::PlaneProblem problem =
        test::table_1(test::cross_homeostatic({2e-3, 2e-3, 2e-3, 2e-3}));
    int unstable = 0, compared = 0;
    for (const ei::PointStability& point : stability_map(problem, {0, 10, 0, 30, 201, 301})) {
      if (!point.neural_is_stable || !point.weights_are_positive) continue;
      QVERIFY(point.rule_is_stable);
      ++compared;
      unstable += !ei::FullSystem(problem, point.weights).is_stable();
    }
    NEAR(1.0 * unstable / compared, 1047.0 / 4297, 0.005, "share");
  }

  void first_loss_of_stability_is_found_whatever_the_rule() {
    QVERIFY(rc::check("against a scan over all learning rates", [] {
      constexpr std::array rules{"homeo", "cross", "scaling", "forced", "forced_printed", "gd"};
      const auto* rule = rules[*rc::gen::inRange<std::size_t>(0, rules.size())];
      const ei::PlaneProblem problem = test::table_1(test::reference_rule(rule, any_rates()));
      const Place place{*number_between(2, 10), *number_between(5, 30)};
      const double tau_sensor = *rc::gen::element(0.0, 1.0, 30.0, 1000.0);
      const ei::FullSystem system(problem, weights_at(problem, place), tau_sensor);
      const double critical = system.critical_scale();
      const ei::PointStability point = stability_at(problem, place.W_EE, place.W_IE);
      RC_ASSERT((critical > 0) == (point.neural_is_stable && point.rule_is_stable));
      if (critical == 0) return;
      const double pace = std::abs(point.neural[0]) / std::abs(point.rule[0]);
      for (double scale = 1e-6 * pace; scale < std::min(1e3 * pace, (1 - 1e-6) * critical);
           scale *= 1.05)
        RC_ASSERT(system.is_stable(scale));
      if (std::isfinite(critical)) RC_ASSERT(!system.is_stable((1 + 1e-6) * critical));
    }));
  }

  void unstable_at_any_rate_is_nought() {
    const ei::PlaneProblem homeostatic = test::table_1(test::homeostatic({1, 1, 1, 1}));
    SAME(ei::FullSystem(homeostatic, weights_at(homeostatic, {5, 10})).critical_scale(), 0,
         "where the rule is unstable");
    SAME(unit_cross({5, 30}, 0).critical_scale(), 0, "where the neurons are");
    SAME(unit_cross({5.8, 25}, 0).critical_scale(), 0, "where C = 0");
    QVERIFY(unit_cross({5.8, 25}, 0).modes().array().isNaN().all());
  }

  void stable_at_every_rate_is_infinite() {
    const ei::PlaneProblem forced =
        test::table_1(test::reference_rule("forced", {1e-3, 1e-5, 0, 0}));
    const ei::FullSystem system(forced, weights_at(forced, {6.302, 12.016}), 1000);
    SAME(system.critical_scale(), infinity, "critical scale");
    for (double scale = 1e-6; scale < 1e9; scale *= 1.05) QVERIFY(system.is_stable(scale));
  }
};

TEST_PROGRAM(FullSystemTest)

}  // namespace full_system_test

#include "full_system_test.moc"
