// The order of a grid's cells: the whole first, details later, each cell once.
#include "core/lab/coarse_to_fine.h"

#include <QtTest>
#include <cstdlib>
#include <set>
#include <string>
#include <utility>

#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace coarse_to_fine_test {

using namespace homeostat;
using lab::GridCell;

namespace {

constexpr std::pair<int, int> sizes[]{{1, 1}, {1, 7}, {8, 8}, {9, 3}, {64, 64}, {100, 37}};

std::string text(int columns, int rows) {
  return std::to_string(columns) + " x " + std::to_string(rows);
}

}  // namespace

class CoarseToFineTest : public QObject {
  Q_OBJECT

 private slots:
  void every_cell_comes_once() {
    for (const auto& [columns, rows] : sizes) {
      std::set<std::pair<int, int>> seen;
      int count = 0;
      for (const auto& pass : lab::coarse_to_fine(columns, rows)) {
        for (const GridCell& cell : pass) {
          QVERIFY(cell.column >= 0 && cell.column < columns && cell.row >= 0 && cell.row < rows);
          seen.insert({cell.column, cell.row});
          ++count;
        }
      }
      CLAIM(count == columns * rows && seen.size() == static_cast<std::size_t>(count),
            text(columns, rows));
    }
  }

  void first_pass_of_64_x_64_is_8_x_8_and_each_next_has_twice_the_side() {
    std::size_t done = 0, side = 8;
    for (const auto& pass : lab::coarse_to_fine(64, 64)) {
      done += pass.size();
      QCOMPARE(done, side * side);
      side *= 2;
    }
    QCOMPARE(side, std::size_t{128});
  }

  void after_every_pass_each_cell_has_one_that_is_done_within_half_a_step() {
    for (const auto& [columns, rows] : sizes) {
      std::set<std::pair<int, int>> done;
      int step = lab::coarsest_step(columns, rows);
      for (const auto& pass : lab::coarse_to_fine(columns, rows)) {
        for (const GridCell& cell : pass) done.insert({cell.column, cell.row});
        for (int row = 0; row < rows; ++row) {
          for (int column = 0; column < columns; ++column) {
            const GridCell near = lab::nearest_of_pass({column, row}, step, columns, rows);
            CLAIM(done.contains({near.column, near.row}), text(columns, rows));
            // Beyond the last of the pass there is nothing nearer.
            const bool at_rim = near.column + step >= columns || near.row + step >= rows;
            CLAIM(at_rim || (std::abs(near.column - column) <= step / 2 &&
                             std::abs(near.row - row) <= step / 2),
                  text(columns, rows));
          }
        }
        step /= 2;
      }
      QCOMPARE(step, 0);
    }
  }
};

TEST_PROGRAM(CoarseToFineTest)

}  // namespace coarse_to_fine_test

#include "coarse_to_fine_test.moc"
