#include "core/figure/simplify.h"
#include "tests/support/test_program.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace simplify_test {

using homeostat::figure::Point;
using homeostat::figure::simplified;

namespace {

double distance(const Point& at, const Point& a, const Point& b) {
  const double dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy;
  const double part =
      squared > 0 ? std::clamp(((at.x - a.x) * dx + (at.y - a.y) * dy) / squared, 0.0, 1.0) : 0;
  return std::hypot(at.x - a.x - part * dx, at.y - a.y - part * dy);
}

/// Largest distance of a point along one line from the other; pieces of it are looked at, too.
double farthest(const std::vector<Point>& from, const std::vector<Point>& to) {
  double worst = 0;
  for (std::size_t k = 1; k < from.size(); ++k) {
    for (const double part : {0.0, 0.37, 0.71, 1.0}) {
      const Point at{from[k - 1].x + part * (from[k].x - from[k - 1].x),
                     from[k - 1].y + part * (from[k].y - from[k - 1].y)};
      double nearest = INFINITY;
      for (std::size_t s = 1; s < to.size(); ++s)
        nearest = std::min(nearest, distance(at, to[s - 1], to[s]));
      worst = std::max(worst, nearest);
    }
  }
  return worst;
}

std::vector<Point> noisy(std::size_t count) {
  std::mt19937 random(7);
  std::normal_distribution<double> normal;
  std::vector<Point> line;
  for (std::size_t k = 0; k < count; ++k)
    line.push_back({0.01 * static_cast<double>(k), 50 + 10 * normal(random)});
  return line;
}

}  // namespace

class SimplifyTest : public QObject {
  Q_OBJECT
 private slots:
  void neither_line_is_farther_than_the_tolerance_from_the_other() {
    std::vector<Point> spiral;
    for (int k = 0; k < 1500; ++k) {
      const double turn = k * 0.02;
      spiral.push_back({turn * std::cos(turn), turn * std::sin(turn)});
    }
    for (const auto& line : {noisy(1200), spiral}) {
      for (const double tolerance : {0.03, 0.3}) {
        const auto fewer = simplified(line, tolerance);
        QVERIFY(fewer.size() < line.size());
        const double lost = farthest(line, fewer), gained = farthest(fewer, line);
        QVERIFY2(lost <= tolerance, qPrintable(QString::number(lost)));
        QVERIFY2(gained <= tolerance, qPrintable(QString::number(gained)));
      }
    }
  }

  void peaks_and_ends_stay() {
    auto line = noisy(20'000);
    line[12'345].y = 1000;
    const auto fewer = simplified(line, 0.06);
    QVERIFY(std::ranges::find(fewer, line[12'345]) != fewer.end());
    QVERIFY(fewer.front() == line.front() && fewer.back() == line.back());
  }

  void a_straight_line_is_two_points_for_each_stretch_looked_at() {
    std::vector<Point> line;
    for (int k = 0; k <= 640; ++k) line.push_back({double(k), 2.0 * k});
    const auto fewer = simplified(line, 0.01);
    QVERIFY2(fewer.size() <= 12, qPrintable(QString::number(fewer.size())));
  }
};

TEST_PROGRAM(SimplifyTest)

}  // namespace simplify_test

#include "simplify_test.moc"
