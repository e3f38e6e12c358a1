// The loss, its gradient and the rules' directions on it.
#include "core/ei/loss.h"

#include <rapidcheck.h>

#include <QtTest>
#include <cmath>
#include <string>

#include "core/ei/steady_state.h"
#include "core/lab/catalogue.h"
#include "core/lab/experiment.h"
#include "tests/support/fd_jacobian.h"
#include "tests/support/near.h"
#include "tests/support/plane_problems.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace loss_test {

using namespace homeostat;

namespace {

ei::Weights weights_of(const Eigen::VectorXd& w) { return {w[0], w[1], w[2], w[3]}; }

double between(double low, double high) {
  constexpr int grains = 100'000;
  return low + (high - low) * *rc::gen::inRange(0, grains + 1) / grains;
}

ei::Weights with_up_state(const ei::RateParameters& p) {
  const ei::Weights w{between(1.5, 8), between(0.2, 3), between(3, 20), between(0.1, 4)};
  RC_PRE(ei::existing_up_state(p, w).has_value());
  return w;
}

/// Angle of the run's rule at the weights after each trial.
std::vector<double> angles_of(const char* name, std::int64_t trials) {
  lab::Experiment e = lab::built_in_experiment(name);
  e.parameters.set("noise_sigma", 0);
  std::vector<double> angles;
  for (const lab::TrialRow& row : test::rows_of(e, trials)) {
    const auto here = descent(plane_problem(e.parameters),
                              {e.parameters["rate_floor"], e.parameters["W_min"]}, row.weights);
    angles.push_back(here ? here->angle() : std::nan(""));
  }
  return angles;
}

}  // namespace

class LossTest : public QObject {
  Q_OBJECT

 private slots:
  void steepest_descent_is_minus_the_gradient_by_differences() {
    QVERIFY(rc::check("gradient", [] {
      const ei::RateParameters p;
      const ei::Setpoints set{5, 14};
      const ei::Weights w = with_up_state(p);
      RC_PRE(ei::determinant_C(p, w) > 1);
      Eigen::VectorXd at(4);
      at << w.EE, w.EI, w.IE, w.II;
      const Eigen::MatrixXd slope = test::fd_jacobian_4(
          [&](const Eigen::VectorXd& x) -> Eigen::VectorXd {
            return Eigen::VectorXd::Constant(1, ei::loss(p, set, weights_of(x)));
          },
          at, 1e-5);
      RC_PRE(slope.allFinite());
      const auto here = ei::descent(test::table_1(test::homeostatic({1, 1, 1, 1})), {}, w);
      // Rounding of the loss over h; it is up to 1e4 here.
      const double tolerance = 1e-6 * (1 + here->steepest.norm()) + 1e-15 * here->loss / 1e-5;
      RC_ASSERT((here->steepest + slope.transpose()).norm() <= tolerance);
    }));
  }

  void a_small_step_lowers_the_loss_exactly_below_90_degrees() {
    QVERIFY(rc::check("downhill", [] {
      const ei::RateParameters p;
      const ei::Weights w = with_up_state(p);
      const auto kind = *rc::gen::inRange(0, 3);
      const ei::Rule rule = kind == 0   ? ei::Rule(test::homeostatic({1, 1, 1, 1}))
                            : kind == 1 ? ei::Rule(test::cross_homeostatic({1, 1, 1, 1}))
                                        : ei::Rule(test::two_term(1, 1));
      const auto here = ei::descent(test::table_1(rule), {}, w);
      RC_PRE(here->by_rule.norm() > 0 && here->steepest.norm() > 0);
      const double angle = here->angle();
      RC_PRE(std::abs(angle - 90) > 0.5);
      Eigen::Vector4d at(w.EE, w.EI, w.IE, w.II);
      // Small against the distance to C = 0, where the landscape is steep.
      const double step = 1e-6 * std::min(1.0, ei::determinant_C(p, w));
      at += step * here->by_rule.normalized();
      RC_ASSERT((ei::loss(p, {5, 14}, weights_of(at)) < here->loss) == (angle < 90));
    }));
  }

  void exact_descent_is_at_0_degrees_and_approximate_near_the_setpoints() {
    const ei::RateParameters p;
    const auto angle = [&](bool is_approximate, const ei::Weights& w) {
      return ei::descent(test::table_1(ei::GradientDescent{{1, 1, 1, 1}, is_approximate}), {}, w)
          ->angle();
    };
    ei::Weights w = ei::setpoint_weights(p, {5, 14}, 5, 10);
    w.EI *= 1.05;
    NEAR(angle(false, w), 0, 1e-5, "exact");
    const double far = angle(true, w);
    w.EI *= 1.0005 / 1.05;
    const double near = angle(true, w);
    CLAIM(near < 0.05 * far && near > 0, std::to_string(far) + " to " + std::to_string(near));
  }

  void cross_homeostatic_and_two_term_run_downhill_from_their_start() {
    for (const double angle : angles_of("fig4b", 190)) QVERIFY(std::isnan(angle) || angle < 90);
  }

  void homeostatic_rule_runs_uphill_before_it_falls_silent() {
    const auto angles = angles_of("fig2b", 446);
    int uphill = 0, up = 0;
    for (const double angle : angles) {
      up += std::isnan(angle) ? 0 : 1;
      uphill += angle > 90 ? 1 : 0;
    }
    CLAIM(up > 200 && uphill > up / 2,
          std::to_string(uphill) + " of " + std::to_string(up) + " trials uphill");
  }

  void a_weight_at_its_floor_is_not_moved_down() {
    ei::Weights w = ei::setpoint_weights({}, {5, 14}, 5, 6.5);
    w.EI *= 1.1;
    const auto problem = test::table_1(test::homeostatic({1, 1, 1, 1}));
    const auto free = ei::descent(problem, {}, w);
    const auto held = ei::descent(problem, {0, w.II}, w);
    QVERIFY(free->by_rule[ei::II] < 0);
    SAME(held->by_rule[ei::II], 0, "W_II");
    SAME(held->by_rule[ei::EE], free->by_rule[ei::EE], "W_EE");
  }

  void there_is_no_loss_without_an_up_state() {
    const ei::RateParameters p;
    QVERIFY(std::isnan(ei::loss(p, {5, 14}, {3, 0.1, 15, 2})));
    const ei::LossMap map =
        ei::loss_map(p, {5, 14}, {0, 1.0857, 0, 1.5357}, {0, 10, 0, 20, 41, 41});
    QCOMPARE(map.loss.size(), std::size_t{41 * 41});
    SAME(map.loss[20 * 41 + 20], static_cast<float>(ei::loss(p, {5, 14}, {5, 1.0857, 10, 1.5357})),
         "middle");
  }
};

TEST_PROGRAM(LossTest)

}  // namespace loss_test

#include "loss_test.moc"
