// The set-point plane against reference/stability/ref_*.csv and trial_map_cross.csv: 200 points for
// each rule, computed by an independent program and checked there with 40-digit arithmetic.
#include "core/ei/plane_regions.h"

#include <Eigen/Eigenvalues>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "core/ei/steady_state.h"
#include "tests/support/near.h"
#include "tests/support/plane_problems.h"
#include "tests/support/reference_table.h"
#include "tests/support/test_program.h"

namespace stability_test {

using namespace homeostat;
using test::ReferenceTable;

namespace {

double number_or_zero(const ReferenceTable& table, std::size_t row, const char* column) {
  return table.text(row, column).empty() ? 0 : table.number(row, column);
}

ei::PlaneProblem problem_of(const ReferenceTable& table, std::size_t row, const char* rule) {
  ei::PlaneProblem problem;
  ei::RateParameters& p = problem.parameters;
  p.g_E = table.number(row, "gE");
  p.g_I = table.number(row, "gI");
  p.theta_E = table.number(row, "ThE");
  p.theta_I = table.number(row, "ThI");
  p.tau_E = table.number(row, "tauE");
  p.tau_I = table.number(row, "tauI");
  p.I_ext = table.number(row, "Iext");
  problem.setpoints = {table.number(row, "Eset"), table.number(row, "Iset")};
  problem.rule = test::reference_rule(
      rule, {table.number(row, "rate1"), number_or_zero(table, row, "rate2"),
             number_or_zero(table, row, "rate3"), number_or_zero(table, row, "rate4")});
  return problem;
}

struct Point {
  const ReferenceTable& table;
  std::size_t row;
  ei::PlaneProblem problem;
  ei::PointStability ours;

  double number(const char* column) const { return table.number(row, column); }
  bool flag(const char* column) const { return table.text(row, column) == "1"; }
  std::string what(const std::string& quantity) const {
    return quantity + " at id " + table.text(row, "id");
  }
};

/// Calls check(point) for the 200 points of the rule under test until one fails.
template <class Check>
void at_every_point(Check&& check) {
  QFETCH_GLOBAL(QString, rule);
  const std::string name = rule.toStdString();
  const ReferenceTable table("stability/ref_" + name + ".csv");
  QCOMPARE(table.rows(), std::size_t{200});
  for (std::size_t row = 0; row < table.rows() && !QTest::currentTestFailed(); ++row) {
    const ei::PlaneProblem problem = problem_of(table, row, name.c_str());
    check(Point{table, row, problem,
                ei::stability_at(problem, table.number(row, "W_EE"), table.number(row, "W_IE"))});
  }
}

void compare_pair(const Point& point, const math::EigenPair& ours, const std::string& columns,
                  const std::string& quantity) {
  std::array<double, 2> re, im;
  for (const int k : {0, 1}) {
    const std::string column = columns + std::to_string(k + 1);
    re[k] = point.number((column + "_re").c_str());
    im[k] = point.number((column + "_im").c_str());
  }
  const double larger = std::max(std::hypot(re[0], im[0]), std::hypot(re[1], im[1]));
  for (const int k : {0, 1}) {
    NEAR(ours.re[k], re[k], 1e-8 * larger, point.what(quantity + ", real part"));
    NEAR(ours.im[k], im[k], 1e-8 * larger, point.what(quantity + ", imaginary part"));
  }
}

}  // namespace

class StabilityTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase_data() {
    QTest::addColumn<QString>("rule");
    for (const char* rule :
         {"homeo", "homeo_anti", "cross", "twoterm", "scaling", "forced", "forced_printed", "gd"})
      QTest::newRow(rule) << rule;
  }

  void setpoint_weights_make_the_setpoints_the_up_state() {
    at_every_point([](const Point& point) {
      const ei::Weights& w = point.ours.weights;
      // The table prints eleven digits; W_EI and W_II are differences of terms of order 1.
      NEAR(w.EI, point.number("W_EI"), 1e-10 * (1 + std::abs(w.EI)), point.what("W_EI"));
      NEAR(w.II, point.number("W_II"), 1e-10 * (1 + std::abs(w.II)), point.what("W_II"));
      const ei::Rates up = ei::up_state(point.problem.parameters, w);
      const ei::Rates set = point.problem.setpoints;
      // Solving two equations loses as many digits as C is small against its two products.
      const double lost =
          (std::abs(w.EI * w.IE) + std::abs(w.II * w.EE) + 1) * 100 / std::abs(point.ours.C);
      NEAR(up.E, set.E, 1e-13 * lost * set.E, point.what("E of the up-state"));
      NEAR(up.I, set.I, 1e-13 * lost * set.I, point.what("I of the up-state"));
    });
  }

  void rule_eigenvalues_agree_with_the_reference() {
    at_every_point(
        [](const Point& point) { compare_pair(point, point.ours.rule, "lam", "rule eigenvalue"); });
  }

  void neural_eigenvalues_agree_with_the_reference() {
    at_every_point([](const Point& point) {
      compare_pair(point, point.ours.neural, "neur", "neural eigenvalue");
    });
  }

  void trace_and_determinant_of_the_learning_matrix_agree_with_the_reference() {
    at_every_point([](const Point& point) {
      const Eigen::Matrix2d K = ei::learning_matrix(point.problem, point.ours.weights).total();
      const double scale = K.cwiseAbs().maxCoeff();
      NEAR(K.trace(), point.number("trace"), 1e-8 * scale, point.what("trace of K"));
      NEAR(K.determinant(), point.number("det"), 1e-8 * scale * scale, point.what("det of K"));
    });
  }

  void verdicts_agree_with_the_reference() {
    at_every_point([](const Point& point) {
      const ei::PointStability& ours = point.ours;
      CLAIM(ours.neural_is_stable == point.flag("neural_stable"), point.what("neural verdict"));
      CLAIM(ours.rule_is_stable == point.flag("rule_stable(eig)"), point.what("rule verdict"));
      CLAIM(ours.is_paradoxical == point.flag("paradoxical"), point.what("paradoxical"));
      CLAIM(ours.weights_are_positive == (point.flag("positive_WEI") && point.flag("positive_WII")),
            point.what("positive weights"));
      CLAIM((ours.neural_is_stable && ours.rule_is_stable && ours.weights_are_positive) ==
                point.flag("fully_stable"),
            point.what("fully stable"));
    });
  }

  void picture_of_the_plane_agrees_with_the_reference() {
    at_every_point([](const Point& point) {
      const double W_EE = point.number("W_EE"), W_IE = point.number("W_IE");
      const ei::RegionMap map =
          ei::region_map(point.problem, {W_EE, W_EE + 1, W_IE, W_IE + 1, 2, 2});
      const unsigned bits = map.bits.at(0);
      const bool neural =
          point.flag("neural_stable") && point.flag("positive_WEI") && point.flag("positive_WII");
      CLAIM(bool(bits & ei::neural_region) == neural, point.what("neural region"));
      CLAIM(bool(bits & ei::rule_region) == point.flag("rule_cond_paper(C*tr<0&C*det>0)"),
            point.what("rule region"));
      CLAIM(bool(bits & ei::paradoxical_region) == point.flag("paradoxical"),
            point.what("paradoxical region"));
      CLAIM(bool(bits & ei::rule_verdict) == point.flag("rule_stable(eig)"),
            point.what("rule verdict of the picture"));
      CLAIM((map.neural_level.at(0) > 0) == neural, point.what("sign of the neural level"));
      CLAIM((map.rule_level.at(0) > 0) == bool(bits & ei::rule_region),
            point.what("sign of the rule level"));
    });
  }

  void trial_map_radius_agrees_with_the_reference() {
    at_every_point([](const Point& point) {
      const double rho = point.number("trialmap_rho_tau2_rate_as_per_trial");
      NEAR(point.ours.trial_map.spectral_radius, rho, 1e-8 * std::max(1.0, rho),
           point.what("spectral radius"));
      CLAIM(point.ours.trial_map.is_stable == (rho < 1), point.what("trial map verdict"));
    });
  }

  void neural_eigenvalues_agree_with_a_general_solver() {
    at_every_point([](const Point& point) {
      const ei::RateParameters& p = point.problem.parameters;
      const ei::Weights& w = point.ours.weights;
      Eigen::Matrix2d J;  // [paradox, SI eq. 20]
      J << (p.g_E * w.EE - 1) / p.tau_E, -p.g_E * w.EI / p.tau_E, p.g_I * w.IE / p.tau_I,
          -(1 + p.g_I * w.II) / p.tau_I;
      Eigen::Vector2cd solved = J.eigenvalues();
      // A pair's two real parts may come out in either order by rounding alone.
      if (solved[0].imag() != 0 ? solved[0].imag() > solved[1].imag()
                                : solved[0].real() > solved[1].real())
        std::swap(solved[0], solved[1]);
      const double larger = std::max(std::abs(solved[0]), std::abs(solved[1]));
      // Near a double root the solver's own error is the square root of the rounding error.
      const double spread = std::abs(solved[0] - solved[1]) / larger;
      const double tolerance = larger * std::max(1e-12, 1e-14 / std::max(spread, 1e-7));
      const auto ours = ei::neural_eigenvalues(p, w);
      for (const int k : {0, 1})
        NEAR(std::abs(ours[k] - solved[k]), 0, tolerance, point.what("neural eigenvalue"));
    });
  }

  void map_has_the_point_answer_at_every_node() {
    QFETCH_GLOBAL(QString, rule);
    const ei::PlaneProblem problem =
        test::table_1(test::reference_rule(rule.toStdString(), {5e-4, 3e-4, 2e-4, 1e-4}));
    const ei::PlaneGrid grid{0.1, 9.7, 0.2, 19.5, 7, 5};
    const std::vector<ei::PointStability> map = ei::stability_map(problem, grid);
    QCOMPARE(map.size(), std::size_t{35});
    for (int row = 0; row < grid.ny; ++row) {
      for (int column = 0; column < grid.nx; ++column) {
        const ei::PointStability& node = map[static_cast<std::size_t>(row * grid.nx + column)];
        const ei::PointStability point =
            ei::stability_at(problem, grid.W_EE(column), grid.W_IE(row));
        QVERIFY(node.weights == point.weights);
        SAME(node.rule.re[1], point.rule.re[1], "rule eigenvalue");
        SAME(node.neural.re[1], point.neural.re[1], "neural eigenvalue");
        SAME(node.trial_map.alpha_scale_max, point.trial_map.alpha_scale_max, "alpha_scale_max");
      }
    }
  }
};

TEST_PROGRAM(StabilityTest)

}  // namespace stability_test

#include "stability_test.moc"
