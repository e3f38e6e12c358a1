// The noise of a network: rows of Gaussians, independent across cells, steps and halves.
#include "core/math/gaussian_rows.h"

#include <QtTest>
#include <cmath>
#include <string>
#include <vector>

#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace gaussian_rows_test {

using namespace homeostat;
using math::Block;
using math::GaussianRows;
using math::GaussianSource;

namespace {

/// z-scores are of the standard normal law; beyond 5 happens once in 1.7 million.
constexpr double largest_z = 5;
constexpr std::size_t length = 1008, steps = 1000;

std::vector<std::vector<double>> rows(std::uint32_t part, std::uint64_t trial = 1) {
  GaussianRows source(GaussianSource(21, trial, Block::noise, part), length);
  std::vector<std::vector<double>> all;
  for (std::size_t step = 0; step < steps; ++step) {
    const float* row = source.next();
    all.emplace_back(row, row + length);
  }
  return all;
}

/// z of the mean product of cells of one row with cells of another, by shifts in step and cell.
double correlation_z(const std::vector<std::vector<double>>& a,
                     const std::vector<std::vector<double>>& b, std::size_t step_lag,
                     std::size_t cell_lag) {
  double sum = 0;
  for (std::size_t step = 0; step + step_lag < steps; ++step) {
    for (std::size_t cell = 0; cell + cell_lag < length; ++cell)
      sum += a[step][cell] * b[step + step_lag][cell + cell_lag];
  }
  return sum / std::sqrt(static_cast<double>((steps - step_lag) * (length - cell_lag)));
}

}  // namespace

class GaussianRowsTest : public QObject {
  Q_OBJECT

 private slots:
  void cells_and_steps_are_independent() {
    const auto noise = rows(0);
    for (const std::size_t step_lag : {0u, 1u, 2u, 3u, 10u}) {
      for (const std::size_t cell_lag : {0u, 1u, 8u, 15u, 16u, 17u, 500u}) {
        if (step_lag == 0 && cell_lag == 0) continue;
        NEAR(correlation_z(noise, noise, step_lag, cell_lag), 0, largest_z,
             "steps " + std::to_string(step_lag) + ", cells " + std::to_string(cell_lag));
      }
    }
  }

  void halves_and_trials_are_independent() {
    const auto first = rows(0), second = rows(1), next_trial = rows(0, 2);
    for (const std::size_t step_lag : {0u, 1u, 2u}) {
      NEAR(correlation_z(first, second, step_lag, 0), 0, largest_z, "halves");
      NEAR(correlation_z(first, next_trial, step_lag, 0), 0, largest_z, "trials");
    }
  }

  void each_cell_has_mean_0_and_variance_1() {
    const auto noise = rows(0);
    for (std::size_t cell = 0; cell < length; cell += 7) {
      double sum = 0, squares = 0;
      for (const auto& row : noise) {
        sum += row[cell];
        squares += row[cell] * row[cell] - 1;
      }
      const double root = std::sqrt(double{steps});
      NEAR(sum / root, 0, largest_z, "mean of cell " + std::to_string(cell));
      NEAR(squares / root / std::sqrt(2.0), 0, largest_z, "variance of " + std::to_string(cell));
    }
  }
};

TEST_PROGRAM(GaussianRowsTest)

}  // namespace gaussian_rows_test

#include "gaussian_rows_test.moc"
