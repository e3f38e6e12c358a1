// Areas of the set-point plane against reference/stability/areas.csv (polygon clipping by an
// independent program), to four digits. Ours come from the bits of ei::region_map alone: a coarse
// map, and where the corners of a cell disagree a finer one within it, twice.
#include <QtTest>
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/ei/plane_area.h"
#include "core/ei/plane_regions.h"
#include "tests/support/figure_settings.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

namespace areas_test {

using namespace homeostat;
using test::FigureSetting;
using test::ReferenceTable;

namespace {

struct Areas {
  double neural = 0, rule = 0, both = 0;
};

/// Primes first, so that no edge of a region falls on the nodes; the long straight edges stand
/// upright, hence the finer W_EE.
struct Subdivision {
  int nx, ny;
};
constexpr std::array subdivisions{Subdivision{2003, 1009}, Subdivision{8, 8}, Subdivision{16, 4}};

/// Adds the rectangle's areas, cell by cell; at the last depth a cell counts by its corners.
void add_areas(const ei::PlaneProblem& problem, const ei::PlaneGrid& box, std::size_t depth,
               Areas& areas) {
  const auto [nx, ny] = subdivisions[depth];
  ei::PlaneGrid grid = box;
  grid.nx = nx + 1;
  grid.ny = ny + 1;
  const ei::RegionMap map = ei::region_map(problem, grid);
  const double cell = (grid.W_EE_max - grid.W_EE_min) * (grid.W_IE_max - grid.W_IE_min) / (nx * ny);
  for (int y = 0; y < ny; ++y) {
    for (int x = 0; x < nx; ++x) {
      const auto bits = [&](int dx, int dy) {
        const auto at = static_cast<std::size_t>((y + dy) * (nx + 1) + x + dx);
        return map.bits[at] & (ei::neural_region | ei::rule_region);
      };
      const std::array corners{bits(0, 0), bits(1, 0), bits(0, 1), bits(1, 1)};
      const bool uniform =
          std::all_of(corners.begin(), corners.end(), [&](int b) { return b == corners[0]; });
      if (!uniform && depth + 1 < subdivisions.size()) {
        add_areas(problem, {grid.W_EE(x), grid.W_EE(x + 1), grid.W_IE(y), grid.W_IE(y + 1), 2, 2},
                  depth + 1, areas);
        continue;
      }
      for (const int b : corners) {
        const bool neural = b & ei::neural_region, rule = b & ei::rule_region;
        areas.neural += neural * cell / 4;
        areas.rule += rule * cell / 4;
        areas.both += (neural && rule) * cell / 4;
      }
    }
  }
}

/// Four digits, and what the finest cells cannot resolve: along an oblique edge corners err at
/// random and cancel; a vertical edge, at most 30 long, may be off by half a cell all along.
double allowed(double reference) {
  constexpr double finest = 10.0 / (2003 * 8 * 16);
  return 5e-5 * reference + 30 * finest / 2;
}

struct Interval {
  double from, to;
};

/// The part of [0, top] on which constant + slope * y > 0.
Interval positive_part(double constant, double slope, double top) {
  if (slope == 0) return constant > 0 ? Interval{0, top} : Interval{0, 0};
  const double root = std::clamp(-constant / slope, 0.0, top);
  return slope > 0 ? Interval{root, top} : Interval{0, root};
}

/// Area of {C trace < 0 and C det > 0} for synaptic scaling, by another route than the bits: for
/// given W_EE both conditions are linear in W_IE [facts: TE TI > 0 and g_E u TE > g_I v TI], so
/// each column is an interval; midpoint rule over W_EE. The table's column holds only the part with
/// TE and TI positive, not the one where both are negative, which fulfils the conditions as well.
double scaling_rule_area(const ei::PlaneProblem& problem, const test::Rates4& a, double top) {
  const ei::RateParameters& p = problem.parameters;
  const auto [E, I] = problem.setpoints;
  constexpr int columns = 2'000'000;
  double area = 0;
  for (int k = 0; k < columns; ++k) {
    const double W_EE = 10 * (k + 0.5) / columns;
    const double v = p.g_E * W_EE - 1;
    const double W_EI = (v * E - p.g_E * (p.theta_E - p.I_ext)) / (p.g_E * I);
    const double TE = a[0] * E * W_EE + a[1] * I * W_EI;
    const double u_0 = -p.g_I * p.theta_I / I, u_1 = p.g_I * E / I;  // u = u_0 + u_1 W_IE
    const double TI_0 = -a[3] * (p.theta_I + I / p.g_I), TI_1 = (a[2] + a[3]) * E;
    const Interval det = positive_part(TE * TI_0, TE * TI_1, top);
    const Interval trace = positive_part(p.g_E * u_0 * TE - p.g_I * v * TI_0,
                                         p.g_E * u_1 * TE - p.g_I * v * TI_1, top);
    area += std::max(0.0, std::min(det.to, trace.to) - std::max(det.from, trace.from));
  }
  return area * 10 / columns;
}

}  // namespace

class AreasTest : public QObject {
  Q_OBJECT

 private slots:
  /// By quadrature over exact intervals, as the window prints them.
  void live_areas_agree_with_every_figure_setting() {
    const ReferenceTable table("stability/areas.csv");
    for (std::size_t row = 0; row < table.rows(); row += test::patient(1U, 5U)) {
      const std::string& name = table.text(row, "setting");
      const ei::PlaneProblem problem = test::figure_problem(table, row);
      const ei::PlaneAreas ours =
          ei::plane_areas(problem, {0, 10, 0, table.number(row, "WIEmax"), 2, 2});
      const double neural = table.number(row, "area_neural_det_tr_positive");
      const double overlap = table.number(row, "overlap_neural_positive_rule");
      NEAR(ours.neural, neural, 1e-5 * neural, name + ", neural area");
      NEAR(ours.overlap, overlap, 1e-5 * neural, name + ", overlap");
      NEAR(ours.overlap_share(), table.number(row, "fraction_of_neural_positive"), 1e-5,
           name + ", share");
    }
  }

  /// Shares of the neural region with a stable trial map, as the facts have them from a grid.
  void trial_map_shrinks_the_overlap_as_learning_gets_faster() {
    const auto share = [](const ei::Rule& rule, double tau_trial) {
      ei::PlaneProblem problem = test::table_1(rule);
      problem.tau_trial = tau_trial;
      return ei::plane_areas(problem, {0, 10, 0, 30, 2, 2}).trial_share();
    };
    const auto cross = [&](double a, double tau) {
      return share(test::cross_homeostatic({a, a, a, a}), tau);
    };
    const auto homeostatic = [&](double a) { return share(test::homeostatic({a, a, a, a}), 2); };
    const std::array cross_shares{std::pair{1e-4, 0.9930}, std::pair{5e-4, 0.9649},
                                  std::pair{1e-3, 0.9297}, std::pair{2e-3, 0.8586},
                                  std::pair{5e-3, 0.6409}, std::pair{1e-2, 0.3813},
                                  std::pair{2e-2, 0.1494}};
    for (const auto& [alpha, expected] : cross_shares)
      NEAR(cross(alpha, 2), expected, 1e-3, "cross at " + std::to_string(alpha));
    NEAR(cross(5e-4, 1), 0.8943, 1e-3, "cross without low-pass");
    const std::array homeostatic_shares{std::pair{1e-4, 0.2164}, std::pair{5e-4, 0.1802},
                                        std::pair{2e-3, 0.0924}};
    for (const auto& [alpha, expected] : homeostatic_shares)
      NEAR(homeostatic(alpha), expected, 1e-3, "homeostatic at " + std::to_string(alpha));
  }

  void areas_agree_with_every_figure_setting() {
    const ReferenceTable table("stability/areas.csv");
    std::size_t compared = 0;
    const std::size_t step = test::patient(1U, 5U);  // of every rule some
    for (std::size_t row = 0; row < table.rows(); row += step) {
      const std::string& name = table.text(row, "setting");
      const FigureSetting* setting = test::figure_setting(name);
      CLAIM(setting != nullptr, "no rates for " + name);
      Areas ours;
      const ei::PlaneProblem problem = test::figure_problem(table, row);
      const double top = table.number(row, "WIEmax");
      // Scaling's region has a wedge thinner than a coarse cell below W_IE = 3: look there apart.
      const double split = table.text(row, "rule") == "scaling" ? 3.0 : 0.0;
      if (split > 0) add_areas(problem, {0, 10, 0, split, 2, 2}, 0, ours);
      add_areas(problem, {0, 10, split, top, 2, 2}, 0, ours);
      const auto agrees = [&](double area, const char* column) {
        const double reference = table.number(row, column);
        NEAR(area, reference, allowed(reference),
             name + ", W_IE to " + table.text(row, "WIEmax") + ", " + column);
      };
      agrees(ours.neural, "area_neural_det_tr_positive");
      if (table.text(row, "rule") == "scaling") {
        const double area = scaling_rule_area(problem, setting->rates, top);
        // The tips of its wedges are thinner still: twenty coarse cells may be missed.
        const double tips = 20 * (10.0 / 2003) * (top / 1009);
        NEAR(ours.rule, area, allowed(area) + tips, name + ", rule region");
      } else {
        agrees(ours.rule, "area_rule_in_box(trace&det)");
      }
      agrees(ours.both, "overlap_neural_positive_rule");
      NEAR(ours.both / ours.neural, table.number(row, "fraction_of_neural_positive"), 5e-5,
           name + ", fraction");
      if (QTest::currentTestFailed()) return;
      ++compared;
    }
    QCOMPARE(compared, (66 + step - 1) / step);
  }
};

TEST_PROGRAM(AreasTest)

}  // namespace areas_test

#include "areas_test.moc"
