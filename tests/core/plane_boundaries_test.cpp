// The edges of the regions against the lines of the paper's figures, written out as the facts have
// them (decoded from the authors' vector figures), and the sixteen sign variants.
#include "core/ei/plane_boundaries.h"

#include <QtTest>
#include <cmath>
#include <functional>
#include <string>

#include "core/ei/plane_area.h"
#include "core/ei/stability.h"
#include "tests/support/near.h"
#include "tests/support/plane_problems.h"
#include "tests/support/reference_table.h"
#include "tests/support/test_program.h"

namespace plane_boundaries_test {

using namespace homeostat;
using ei::BoundaryKind;

namespace {

constexpr ei::PlaneGrid box{0, 10, 0, 30, 2, 2};

ei::PlaneProblem non_paradoxical(const ei::Rule& rule) {
  ei::PlaneProblem problem = test::table_1(rule);
  problem.parameters.g_E = 0.5;
  problem.parameters.I_ext = 8;
  return problem;
}

ei::Boundary boundary_of(const ei::PlaneProblem& problem, BoundaryKind kind) {
  for (ei::Boundary& boundary : ei::boundaries(problem, box)) {
    if (boundary.kind == kind) return boundary;
  }
  return {};
}

/// Every point has its distance from the curve below 1e-9, and together they span the window.
void verify_curve(const ei::PlaneProblem& problem, BoundaryKind kind,
                  const std::function<double(double, double)>& distance, const std::string& what) {
  const ei::Boundary boundary = boundary_of(problem, kind);
  std::size_t points = 0;
  for (const auto& line : boundary.lines) {
    for (const ei::PlanePoint& p : line) {
      NEAR(distance(p.W_EE, p.W_IE), 0, 1e-9, what + " at W_EE " + std::to_string(p.W_EE));
      ++points;
    }
  }
  CLAIM(points > 20, what + " has " + std::to_string(points) + " points");
}

/// W_IE = slope * W_EE + level.
std::function<double(double, double)> line(double slope, double level) {
  return [=](double W_EE, double W_IE) {
    return (W_IE - slope * W_EE - level) / (1 + std::abs(slope));
  };
}

std::function<double(double, double)> at_W_EE(double where) {
  return [=](double W_EE, double) { return W_EE - where; };
}

/// W_IE = (constant - slope * W_EE) / (5 (c - d W_EE)), with the divisor multiplied up.
std::function<double(double, double)> hyperbola(double constant, double slope, double c, double d) {
  return [=](double W_EE, double W_IE) {
    return (W_IE * 5 * (c - d * W_EE) - constant + slope * W_EE) / 1000;
  };
}

}  // namespace

class PlaneBoundariesTest : public QObject {
  Q_OBJECT

 private slots:
  void neural_lines_are_those_of_table_1() {
    const auto problem = test::table_1(test::cross_homeostatic({1, 1, 1, 1}));
    verify_curve(problem, BoundaryKind::neural_determinant, line(25 / 4.8, -25 / 4.8), "det");
    verify_curve(problem, BoundaryKind::neural_trace, line(0.14, 4.86), "trace");
    verify_curve(problem, BoundaryKind::W_EI_zero, at_W_EE(1.96), "W_EI");
    verify_curve(problem, BoundaryKind::W_II_zero, line(0, 5.7), "W_II");
    verify_curve(problem, BoundaryKind::paradoxical, at_W_EE(1), "paradoxical");
  }

  /// theta_E - I_ext < 0: the determinant side flips.
  void neural_lines_with_external_current_are_those_of_figure_2I() {
    const auto problem = non_paradoxical(test::homeostatic({1, 1, 1, 1}));
    verify_curve(problem, BoundaryKind::neural_determinant, line(-15.625 / 2, 15.625), "det");
    verify_curve(problem, BoundaryKind::neural_trace, line(0.07, 4.86), "trace");
    verify_curve(problem, BoundaryKind::W_EI_zero, at_W_EE(1.36), "W_EI");
    verify_curve(problem, BoundaryKind::W_II_zero, line(0, 5.7), "W_II");
    verify_curve(problem, BoundaryKind::paradoxical, at_W_EE(2), "paradoxical");
    QVERIFY(ei::boundary_level(problem, BoundaryKind::neural_determinant, 1.5, 12) > 0);
    QVERIFY(ei::boundary_level(problem, BoundaryKind::neural_determinant, 0.5, 1) < 0);
  }

  void rule_lines_are_those_of_figures_2_and_S8_to_S10() {
    using test::homeostatic;
    const auto trace = BoundaryKind::rule_trace;
    verify_curve(test::table_1(homeostatic({1, 1, 1, 1})), trace, line(2.8, 2.2), "S8 top");
    verify_curve(test::table_1(homeostatic({100, 100, 1, 1})), trace, line(0.028, 4.972),
                 "S8 bottom");
    verify_curve(test::table_1(homeostatic({1, 1, 100, 100})), trace, line(280, -275), "2H");
    verify_curve(non_paradoxical(homeostatic({1, 1, 100, 100})), trace, line(280, -555), "2I");
    verify_curve(test::table_1(test::cross_homeostatic({1, 1, 1, 1})), trace, line(-5.0 / 14, 0.7),
                 "S9");
    // Six digits are printed.
    const auto six = [](double slope, double level) {
      return [exact = line(slope, level)](double W_EE, double W_IE) {
        const double off = exact(W_EE, W_IE);
        return std::abs(off) < 6e-6 ? 0.0 : off;
      };
    };
    verify_curve(test::table_1(test::two_term(4, 1)), trace, six(-0.098361, 0.822951), "S10 TL");
    verify_curve(test::table_1(test::two_term(1, 1)), trace, six(0.473684, 1.094737), "S10 TR");
    verify_curve(test::table_1(test::two_term(1, 100)), trace, six(2.714008, 2.159144), "S10 BL");
  }

  void scaling_has_the_hyperbolas_of_figure_S11() {
    const auto verify = [](const test::Rates4& rates, double constant, double slope, double c,
                           double d, const char* what) {
      verify_curve(test::table_1(test::synaptic_scaling(rates)), BoundaryKind::rule_trace,
                   hyperbola(constant, slope, c, d), what);
    };
    verify({1, 1, 1, 1}, 154, 149, 18.2, 18, "S11 TL");
    verify({10, 10, 1, 1}, -205.1, -210.1, -7, -7.2, "S11 TR");
    verify({1, 1, 10, 10}, 374.5, 374, 27.02, 27, "S11 BL");
  }

  void forced_balance_has_the_lines_of_figure_S12() {
    const auto verify = [](double a1, double a3, double det_slope, double det_level,
                           double trace_slope, double trace_level, const char* what) {
      const auto problem = test::table_1(ei::ForcedBalance{a1, a3, -1});
      const auto printed = [](double slope, double level) {
        return [exact = line(slope, level)](double W_EE, double W_IE) {
          const double off = exact(W_EE, W_IE);
          return std::abs(off) < 6e-6 ? 0.0 : off;
        };
      };
      verify_curve(problem, BoundaryKind::rule_determinant, printed(det_slope, det_level), what);
      verify_curve(problem, BoundaryKind::rule_trace, printed(trace_slope, trace_level), what);
    };
    verify(1, 1, 6.890894, -7.506153, 6.008584, -6.252439, "S12 TL");
    verify(100, 1, 5.753897, -6.267637, 5.467811, -5.711666, "S12 TR");
    verify(1, 100, 120.590648, -131.357670, 60.085837, -60.329692, "S12 BL");
  }

  void on_the_trial_maps_edge_its_radius_is_1() {
    for (const double alpha : {5e-4, 5e-3}) {
      const auto problem = test::table_1(test::cross_homeostatic({alpha, alpha, alpha, alpha}));
      int inside = 0;
      for (const auto& points : boundary_of(problem, BoundaryKind::trial_map).lines) {
        for (const ei::PlanePoint& p : points) {
          const ei::PointStability at = ei::stability_at(problem, p.W_EE, p.W_IE);
          if (!at.rule_is_stable) continue;  // beyond C = 0 the same level means the other edge
          NEAR(at.trial_map.spectral_radius, 1, 1e-9, "radius");
          ++inside;
        }
      }
      QVERIFY(inside > 20);
    }
  }

  void sixteen_variants_have_the_overlaps_of_the_table() {
    const test::ReferenceTable table("stability/homeo_anti_variants.csv");
    QCOMPARE(table.rows(), std::size_t{16});
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string& letters = table.text(row, table.columns().front());
      const auto share = [&](double a_E, double a_I) {
        test::Rates4 rates{a_E, a_E, a_I, a_I};
        for (std::size_t k = 0; k < 4; ++k) rates[k] *= letters[k] == 'A' ? -1 : 1;
        return ei::plane_areas(test::table_1(test::homeostatic(rates)), box);
      };
      NEAR(share(1, 1).overlap, table.number(row, "overlap_eq"), 1e-3, letters + " equal");
      NEAR(share(1, 1).overlap_share(), table.number(row, "frac_eq"), 1e-5, letters + " equal");
      NEAR(share(100, 1).overlap_share(), table.number(row, "frac_E>>I"), 1e-5, letters + " E");
      NEAR(share(1, 100).overlap_share(), table.number(row, "frac_E<<I"), 1e-5, letters + " I");
    }
  }
};

TEST_PROGRAM(PlaneBoundariesTest)

}  // namespace plane_boundaries_test

#include "plane_boundaries_test.moc"
