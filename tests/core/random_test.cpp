// The Gaussian generator. Every statistical claim below is a z-score bounded by 5 (error
// probability 6e-7 each) on fixed seeds, so that a failure means a broken generator.
#include "core/math/random.h"

#include <QtTest>
#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace random_test {

using namespace homeostat;
using math::Block;
using math::GaussianStream;
using math::VectorPath;

namespace {

constexpr double largest_z = 5;

struct Sample {
  std::vector<double> first, second;
};

Sample draw(GaussianStream&& stream, std::size_t pairs, std::size_t at_most = 512) {
  Sample sample;
  while (sample.first.size() < pairs) {
    const auto taken = stream.take(std::min(at_most, pairs - sample.first.size()));
    sample.first.insert(sample.first.end(), taken.first, taken.first + taken.count);
    sample.second.insert(sample.second.end(), taken.second, taken.second + taken.count);
  }
  return sample;
}

double mean_of(const std::vector<double>& x, int power) {
  double sum = 0;
  for (const double value : x) sum += std::pow(value, power);
  return sum / static_cast<double>(x.size());
}

/// z-score of the mean of products of two samples, of mean 0 and the variance given if independent.
double product_z(const std::vector<double>& x, const std::vector<double>& y, std::size_t lag = 0,
                 bool squared = false) {
  double sum = 0;
  const std::size_t n = x.size() - lag;
  for (std::size_t k = 0; k < n; ++k) {
    sum += squared ? (x[k] * x[k] - 1) * (y[k + lag] * y[k + lag] - 1) : x[k] * y[k + lag];
  }
  // A squared Gaussian less its mean has variance 2.
  return sum / std::sqrt(static_cast<double>(n)) / (squared ? 2 : 1);
}

void verify_independent(const std::vector<double>& x, const std::vector<double>& y,
                        const std::string& what) {
  NEAR(product_z(x, y), 0, largest_z, what + ": z of the correlation");
  NEAR(product_z(x, y, 0, true), 0, largest_z, what + ": z of the correlation of squares");
}

}  // namespace

class RandomTest : public QObject {
  Q_OBJECT

 private slots:
  void moments_are_those_of_the_normal_law() {
    constexpr std::size_t n = 2'000'000;
    const Sample sample = draw(GaussianStream(11, 1, Block::noise), n);
    const double root_n = std::sqrt(static_cast<double>(n));
    for (const std::vector<double>* x : {&sample.first, &sample.second}) {
      // Variances of x, x^2, x^3, x^4 under the normal law: 1, 2, 15, 96.
      NEAR(mean_of(*x, 1) * root_n, 0, largest_z, "z of the mean");
      NEAR((mean_of(*x, 2) - 1) * root_n / std::sqrt(2.0), 0, largest_z, "z of the variance");
      NEAR(mean_of(*x, 3) * root_n / std::sqrt(15.0), 0, largest_z, "z of the third moment");
      NEAR((mean_of(*x, 4) - 3) * root_n / std::sqrt(96.0), 0, largest_z, "z of the fourth moment");
    }
  }

  void distribution_is_the_normal_law() {
    constexpr std::size_t n = 1'000'000;
    Sample sample = draw(GaussianStream(12, 7, Block::noise), n);
    for (std::vector<double>* x : {&sample.first, &sample.second}) {
      std::sort(x->begin(), x->end());
      double distance = 0;
      for (std::size_t k = 0; k < n; ++k) {
        const double law = 0.5 * std::erfc(-(*x)[k] / std::sqrt(2.0));
        distance = std::max({distance, std::abs(law - static_cast<double>(k) / n),
                             std::abs(law - static_cast<double>(k + 1) / n)});
      }
      // Kolmogorov and Smirnov: P(sqrt(n) D > 2.7) = 2 exp(-2 * 2.7^2) = 9e-7.
      NEAR(distance * std::sqrt(static_cast<double>(n)), 0, 2.7, "sqrt(n) D");
    }
  }

  void tails_are_as_heavy_as_the_normal_law_has_them() {
    constexpr std::size_t n = 4'000'000;
    const Sample sample = draw(GaussianStream(13, 1, Block::noise), n);
    for (const double bound : {3.0, 4.0}) {
      const auto beyond = std::count_if(sample.first.begin(), sample.first.end(),
                                        [&](double x) { return std::abs(x) > bound; });
      const double expected = static_cast<double>(n) * std::erfc(bound / std::sqrt(2.0));
      NEAR((static_cast<double>(beyond) - expected) / std::sqrt(expected), 0, largest_z,
           "z of the number beyond " + std::to_string(bound));
    }
  }

  void numbers_of_E_and_I_are_independent() {
    const Sample sample = draw(GaussianStream(14, 1, Block::noise), 1'000'000);
    verify_independent(sample.first, sample.second, "E and I");
  }

  void successive_numbers_are_independent() {
    const Sample sample = draw(GaussianStream(15, 1, Block::noise), 1'000'000);
    // The 16 lanes of the generator meet again at lag 16.
    for (const std::size_t lag : {1u, 2u, 8u, 15u, 16u, 17u, 32u, 512u}) {
      NEAR(product_z(sample.first, sample.first, lag), 0, largest_z,
           "z at lag " + std::to_string(lag));
      NEAR(product_z(sample.first, sample.second, lag), 0, largest_z,
           "z between E and I at lag " + std::to_string(lag));
    }
  }

  void neighbouring_trials_seeds_and_blocks_are_independent() {
    constexpr std::size_t n = 500'000;
    const Sample here = draw(GaussianStream(16, 1, Block::noise), n);
    verify_independent(here.first, draw(GaussianStream(16, 2, Block::noise), n).first, "trials");
    verify_independent(here.first, draw(GaussianStream(17, 1, Block::noise), n).first, "seeds");
    verify_independent(here.first, draw(GaussianStream(16, 1, Block::kicks), n).first, "blocks");
    verify_independent(
        here.first, draw(GaussianStream(16 + (std::uint64_t{1} << 32), 1, Block::noise), n).first,
        "seeds that differ in the upper half");
  }

  void short_trials_are_independent_of_one_another() {
    // The k-th number across trials: what a run of one-step trials would see.
    for (const std::size_t k : {0u, 1u, 15u, 16u}) {
      std::vector<double> across;
      for (std::uint64_t trial = 1; trial <= 40'000; ++trial)
        across.push_back(draw(GaussianStream(18, trial, Block::noise), k + 1).first[k]);
      const double root_n = std::sqrt(static_cast<double>(across.size()));
      NEAR(mean_of(across, 1) * root_n, 0, largest_z, "z of the mean");
      NEAR((mean_of(across, 2) - 1) * root_n / std::sqrt(2.0), 0, largest_z, "z of the variance");
      NEAR(product_z(across, across, 1), 0, largest_z, "z at lag 1");
    }
  }

  void every_instruction_set_gives_the_same_bits() {
    const Sample baseline =
        draw(GaussianStream(19, 3, Block::noise, VectorPath::baseline), 100'000);
    for (const VectorPath path : {VectorPath::avx2, VectorPath::avx512}) {
      if (!math::is_available(path)) continue;
      const Sample other = draw(GaussianStream(19, 3, Block::noise, path), 100'000);
      CLAIM(other.first == baseline.first && other.second == baseline.second,
            std::string(math::vector_path_name(path)) + " differs from the baseline");
    }
  }

  void numbers_do_not_depend_on_how_many_are_taken_at_once() {
    const Sample whole = draw(GaussianStream(20, 3, Block::noise), 5000);
    for (const std::size_t at_most : {1u, 7u, 511u}) {
      const Sample pieces = draw(GaussianStream(20, 3, Block::noise), 5000, at_most);
      QVERIFY(pieces.first == whole.first && pieces.second == whole.second);
    }
  }

  void uniform_numbers_are_uniform() {
    constexpr int n = 500'000, bins = 100;
    math::UniformStream stream(21, 1, Block::kicks);
    std::vector<double> counts(bins);
    for (int k = 0; k < n; ++k) {
      const double u = stream.next();
      QVERIFY(u >= 0 && u < 1);
      counts[static_cast<std::size_t>(u * bins)] += 1;
    }
    double chi_squared = 0;
    for (const double count : counts) chi_squared += std::pow(count - n / bins, 2) / (n / bins);
    NEAR((chi_squared - (bins - 1)) / std::sqrt(2.0 * (bins - 1)), 0, largest_z,
         "z of chi squared");
  }
};

TEST_PROGRAM(RandomTest)

}  // namespace random_test

#include "random_test.moc"
