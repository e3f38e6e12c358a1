// The discrete protocol: learn once a trial, low-pass over trials. Against
// reference/stability/trial_map_cross.csv (independent program, six-dimensional map).
#include <QtTest>
#include <cmath>
#include <complex>
#include <limits>

#include "core/ei/stability.h"
#include "tests/support/near.h"
#include "tests/support/plane_problems.h"
#include "tests/support/reference_table.h"
#include "tests/support/test_program.h"

namespace trial_map_test {

using namespace homeostat;
using test::ReferenceTable;

namespace {

ei::PointStability cross_at(const ReferenceTable& table, std::size_t row, double alpha,
                            double tau_trial) {
  ei::PlaneProblem problem = test::table_1(test::cross_homeostatic({alpha, alpha, alpha, alpha}));
  problem.tau_trial = tau_trial;
  return ei::stability_at(problem, table.number(row, "W_EE"), table.number(row, "W_IE"));
}

/// Largest |z| of z^2 - (2 - q + q lambda) z + (1 - q) = 0 over the two eigenvalues, q = 1/tau.
double radius_by_hand(const math::EigenPair& rule, double tau_trial) {
  const double q = 1 / tau_trial;
  double largest = 0;
  for (const int k : {0, 1}) {
    const std::complex<double> half = 0.5 * (2 - q + q * rule[k]);
    const std::complex<double> root = std::sqrt(half * half - (1 - q));
    largest = std::max({largest, std::abs(half + root), std::abs(half - root)});
  }
  return largest;
}

math::EigenPair scaled(const math::EigenPair& pair, double factor) {
  return {{pair.re[0] * factor, pair.re[1] * factor}, {pair.im[0] * factor, pair.im[1] * factor}};
}

}  // namespace

class TrialMapTest : public QObject {
  Q_OBJECT

 private slots:
  void modes_and_limits_of_the_cross_rule_agree_with_the_reference() {
    const ReferenceTable table("stability/trial_map_cross.csv");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const ei::PointStability tau_2 = cross_at(table, row, 1, 2);
      const ei::PointStability tau_1 = cross_at(table, row, 1, 1);
      const auto agrees = [&](double ours, const char* column) {
        const double reference = table.number(row, column);
        NEAR(ours, reference, 1e-9 * std::abs(reference) + table.rounding(row, column),
             std::string(column) + " in row " + std::to_string(row + 1));
      };
      agrees(tau_2.rule.re[0], "mu1_re");
      agrees(tau_2.rule.re[1], "mu2_re");
      agrees(tau_2.trial_map.alpha_scale_max, "alpha_max_tau2");
      agrees(tau_1.trial_map.alpha_scale_max, "alpha_max_tau1");
      agrees(cross_at(table, row, 5e-4, 2).trial_map.spectral_radius, "rho_alpha5e-4");
      agrees(cross_at(table, row, 2e-3, 2).trial_map.spectral_radius, "rho_alpha2e-3");
      agrees(cross_at(table, row, 2e-2, 2).trial_map.spectral_radius, "rho_alpha2e-2");
      if (QTest::currentTestFailed()) return;
    }
  }

  void where_the_determinant_vanishes_nothing_is_called_stable() {
    // W_IE = theta_I v / (g_E theta_E): C = 0 exactly at (5.8, 25).
    const ei::PlaneProblem problem = test::table_1(test::cross_homeostatic({1, 1, 1, 1}));
    const ei::PointStability point = ei::stability_at(problem, 5.8, 25);
    QCOMPARE(point.C, 0.0);
    QVERIFY(!point.neural_is_stable);
    QVERIFY(!point.rule_is_stable);
    QVERIFY(!point.trial_map.is_stable);
    QCOMPARE(point.trial_map.alpha_scale_max, 0.0);
  }

  void slowest_mode_is_given_in_trials_and_is_infinite_where_it_grows() {
    const ReferenceTable table("stability/trial_map_cross.csv");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const double ours = ei::slowest_mode_trials(cross_at(table, row, 5e-4, 2).trial_map);
      const double reference = table.number(row, "trials_per_efold_5e-4");
      if (reference < 0) {
        QCOMPARE(ours, std::numeric_limits<double>::infinity());
      } else {
        // -1 / ln(rho) is steep near rho = 1, where the reference's own last digits are spent.
        NEAR(ours, reference, 1e-8 * reference, "trials in row " + std::to_string(row + 1));
      }
    }
  }

  void stability_is_lost_exactly_at_the_limit() {
    for (const double tau : {1.0, 1.5, 2.0, 7.0}) {
      for (const math::EigenPair& mu :
           {math::EigenPair{{-1408, -14.8}, {0, 0}}, math::EigenPair{{-19.05, -19.05}, {-152, 152}},
            math::EigenPair{{-3, -3}, {-0.1, 0.1}}}) {
        const double limit = ei::trial_map_stability(mu, tau).alpha_scale_max;
        QVERIFY(limit > 0);
        NEAR(radius_by_hand(scaled(mu, limit), tau), 1, 1e-9, "radius at the limit");
        const auto below = ei::trial_map_stability(scaled(mu, 0.999 * limit), tau);
        const auto above = ei::trial_map_stability(scaled(mu, 1.001 * limit), tau);
        QVERIFY(below.is_stable && below.spectral_radius < 1);
        QVERIFY(!above.is_stable && above.spectral_radius > 1);
        NEAR(below.spectral_radius, radius_by_hand(scaled(mu, 0.999 * limit), tau), 1e-12,
             "radius");
      }
    }
  }

  void growing_mode_is_stable_at_no_learning_rate() {
    const auto map = ei::trial_map_stability(math::EigenPair{{-5, 0.01}, {0, 0}}, 2);
    QVERIFY(!map.is_stable);
    QVERIFY(map.spectral_radius > 1);
    SAME(map.alpha_scale_max, 0, "alpha_scale_max");
  }

  void homeostatic_rule_has_the_published_limit_at_its_stable_demo_point() {
    const ei::PointStability point =
        ei::stability_at(test::table_1(test::homeostatic({1, 1, 1, 1})), 6, 20);
    NEAR(point.rule.re[0], -19.05, 0.005, "real part");
    NEAR(point.rule.im[1], 152.37, 0.005, "imaginary part");
    NEAR(point.trial_map.alpha_scale_max, 5.46e-4, 0.005e-4, "alpha_max");
  }
};

TEST_PROGRAM(TrialMapTest)

}  // namespace trial_map_test

#include "trial_map_test.moc"
