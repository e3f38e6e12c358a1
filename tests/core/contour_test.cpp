// Level lines against functions whose zero set is known.
#include "core/math/contour.h"
#include "tests/support/test_program.h"

#include <QtTest>
#include <cmath>
#include <limits>

namespace contour_test {

using homeostat::math::Contour;
using homeostat::math::GridPoint;
using homeostat::math::zero_contours;

namespace {

template <class Function>
std::vector<float> sampled(int nx, int ny, Function&& function) {
  std::vector<float> values;
  for (int row = 0; row < ny; ++row) {
    for (int column = 0; column < nx; ++column) {
      values.push_back(static_cast<float>(function(column, row)));
    }
  }
  return values;
}

}  // namespace

class ContourTest : public QObject {
  Q_OBJECT
 private slots:
  void straight_line_is_exact() {
    const auto lines =
        zero_contours(sampled(9, 7, [](int x, int y) { return x - 0.5 * y - 2.25; }), 9, 7);
    QCOMPARE(lines.size(), std::size_t{1});
    for (const GridPoint& p : lines[0]) QVERIFY(std::abs(p.column - 0.5 * p.row - 2.25) < 1e-6);
    QCOMPARE(std::min(lines[0].front().row, lines[0].back().row), 0.0);
    QCOMPARE(std::max(lines[0].front().row, lines[0].back().row), 6.0);
  }

  void circle_is_one_closed_line_of_the_right_radius() {
    const int n = 101;
    const auto lines = zero_contours(
        sampled(n, n, [](int x, int y) { return 30.0 - std::hypot(x - 50.0, y - 50.0); }), n, n);
    QCOMPARE(lines.size(), std::size_t{1});
    QCOMPARE(lines[0].front().column, lines[0].back().column);
    QCOMPARE(lines[0].front().row, lines[0].back().row);
    // Linear interpolation misses a curve of radius r by at most 1 / (8 r) cells, twice over.
    for (const GridPoint& p : lines[0]) {
      QVERIFY(std::abs(std::hypot(p.column - 50, p.row - 50) - 30) < 2.0 / (8 * 30));
    }
  }

  void two_islands_are_two_lines() {
    const auto islands = [](int x, int y) {
      return 4.2 - std::min(std::hypot(x - 8.0, y - 8.0), std::hypot(x - 22.0, y - 8.0));
    };
    QCOMPARE(zero_contours(sampled(31, 17, islands), 31, 17).size(), std::size_t{2});
  }

  void saddle_is_cut_once_only() {
    const auto lines = zero_contours(std::vector<float>{1, -1, -1, 1}, 2, 2);
    QCOMPARE(lines.size(), std::size_t{2});
    for (const Contour& line : lines) QCOMPARE(line.size(), std::size_t{2});
  }

  void nothing_crosses_where_the_sign_is_one() {
    QVERIFY(zero_contours(std::vector<float>(12, 1.0f), 4, 3).empty());
  }

  void cells_with_nan_are_left_out() {
    auto values = sampled(5, 5, [](int x, int) { return x - 1.5; });
    values[11] = std::numeric_limits<float>::quiet_NaN();
    QCOMPARE(zero_contours(values, 5, 5).size(), std::size_t{2});
  }
};

TEST_PROGRAM(ContourTest)

}  // namespace contour_test

#include "contour_test.moc"
