// Networks of rate units against the authors' script rerun without noise
// (reference/rate/multi_nf_*), against the two-population model, and against themselves with the
// units in another order.
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "core/ei/multi_unit.h"
#include "core/ei/multi_unit_learning.h"
#include "core/ei/population_moments.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/reference_table.h"
#include "tests/support/test_program.h"

namespace multi_unit_test {

using namespace homeostat;

namespace {

constexpr ei::Sizes paper_size{80, 20};
constexpr ei::Setpoints set{5, 14};

std::vector<double> setpoints_of(ei::Sizes sizes) {
  std::vector<double> all(static_cast<std::size_t>(sizes.all()), set.I);
  std::fill_n(all.begin(), sizes.E, set.E);
  return all;
}

ei::MultiUnitLearning learning_of(std::string_view rule, double alpha) {
  return {std::get<ei::GainTable>(
      ei::rule_at(ei::named_rule(rule), {{alpha, alpha, alpha, alpha}, alpha}))};
}

/// A trial of the authors' scripts: 20,000 steps, pulse in steps 2,500 to 2,600, window from
/// 15,000.
std::vector<ei::Segment> paper_trial() {
  ei::Segment rest{.steps = 2499, .parameters = {.noise_sigma = 0}, .weights = {}};
  ei::Segment pulse = rest, up = rest, window = rest;
  pulse.steps = 101;
  pulse.pulse = 7;
  up.steps = 12'399;
  window.steps = 5001;
  window.averaged = true;
  return {rest, pulse, up, window};
}

struct Network {
  ei::MultiUnit units;
  ei::UnitWeights weights;
  ei::MultiUnitLearning learning;
  std::vector<double> averages, means;

  Network(ei::UnitWeights w, ei::MultiUnitLearning l,
          math::VectorPath path = math::best_vector_path())
      : units(w.sizes(), math::Precision::full, path),
        weights(std::move(w)),
        learning(std::move(l)),
        averages(static_cast<std::size_t>(weights.sizes().all()), 0) {}

  void run(int trials) {
    for (int k = 0; k < trials; ++k) {
      units.begin_trial();
      for (const ei::Segment& segment : paper_trial())
        units.advance(segment, weights, {}, nullptr, nullptr);
      means = units.window_means();
      ei::learn(learning, setpoints_of(weights.sizes()), means, averages, weights);
    }
  }
};

/// The start of the tables.
ei::UnitWeights table_start() {
  Eigen::MatrixXd w(paper_size.all(), paper_size.all());
  for (int i = 1; i <= paper_size.all(); ++i) {
    for (int j = 1; j <= paper_size.all(); ++j)
      w(i - 1, j - 1) = 0.1 * (1 + 0.3 * std::sin(12.9898 * i + 78.233 * j));
  }
  return {paper_size, std::move(w)};
}

std::vector<double> numbers_in(const std::string& line) {
  std::vector<double> numbers;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, ',');)
    numbers.push_back(std::strtod(field.c_str(), nullptr));
  return numbers;
}

/// Largest distance between our weights, and averages, and those in the tables of that trial.
double distance_from_tables(const Network& network, const std::string& rule, int trial) {
  const std::string place = "rate/multi_nf_" + rule, at = "_t" + std::to_string(trial) + ".csv";
  const auto lines = test::reference_lines(place + "_W" + at);
  const auto rates = test::reference_lines(place + "_rates" + at);
  const auto units = static_cast<std::size_t>(paper_size.all());
  if (lines.size() != units || rates.size() != units)
    return std::numeric_limits<double>::infinity();
  double worst = 0;
  for (std::size_t to = 0; to < units; ++to) {
    const auto row = numbers_in(lines[to]);
    if (row.size() != units) return std::numeric_limits<double>::infinity();
    for (std::size_t from = 0; from < units; ++from) {
      const double ours = network.weights.matrix()(static_cast<int>(to), static_cast<int>(from));
      worst = std::max(worst, std::abs(ours - row[from]));
    }
    worst = std::max(worst, std::abs(network.averages[to] - std::stod(rates[to])));
  }
  return worst;
}

}  // namespace

class MultiUnitTest : public QObject {
  Q_OBJECT

 private slots:
  void cross_homeostatic_network_follows_the_authors_script() {
    verify_against_tables("cross", "cross_homeostatic", 2e-5,
                          test::patient<std::vector<int>>({5, 20, 250}, {5, 20}));
  }

  void two_term_network_follows_the_independent_program() {
    verify_against_tables("two", "two_term", 1e-5,
                          test::patient<std::vector<int>>({5, 20, 1000}, {5, 20}));
  }

  /// Without noise one unit is like the other, and the network is its two populations.
  void uniform_network_is_the_population_model() {
    for (const ei::Sizes sizes : {paper_size, ei::Sizes{7, 3}, ei::Sizes{130, 21}}) {
      const ei::Weights sums{5, 1.3, 10, 1.7};
      Network network(uniform(sizes, sums), learning_of("two_term", 2e-4 / sizes.all()));
      const auto& alpha = network.learning.rule.gain;
      ei::GainTable scaled{alpha};
      for (const ei::WeightClass c : {ei::EE, ei::EI, ei::IE, ei::II})
        scaled.gain.row(c) *= network.weights.partners(c);
      ei::Weights weights = sums;
      ei::Rates average;
      for (int trial = 1; trial <= test::patient(30, 5); ++trial) {
        ei::RateState state;
        ei::WindowSum window;
        for (ei::Segment segment : paper_trial()) {
          segment.weights = weights;
          ei::advance(segment, nullptr, state, window, nullptr, nullptr);
        }
        average.E += (window.mean().E - average.E) / 2;
        average.I += (window.mean().I - average.I) / 2;
        const ei::Rates sensed = ei::sensed_rates(average, 1);
        weights = ei::updated(weights, ei::weight_change(scaled, sensed, set, weights), 1, 0.1);
        network.run(1);
        const auto moments = ei::population_moments(network.averages, sizes);
        NEAR(moments.mean.E, average.E, 1e-9, "E of trial " + std::to_string(trial));
        NEAR(moments.mean.I, average.I, 1e-9, "I of trial " + std::to_string(trial));
        NEAR(moments.spread.E, 0, 1e-9, "spread of E");
        const auto ours = network.weights.mean_sums().array(), theirs = weights.array();
        for (std::size_t c = 0; c < 4; ++c)
          NEAR(ours[c], theirs[c], 1e-9, std::string(ei::weight_symbols[c]));
      }
    }
  }

  /// E is clipped after I has seen it: a network that saturates shows whether the order is kept.
  void saturated_network_is_the_population_model() {
    const ei::Weights sums{9, 1, 10, 1.5};
    Network network(uniform(paper_size, sums), learning_of("two_term", 0));
    network.run(1);
    ei::RateState state;
    ei::WindowSum window;
    for (ei::Segment segment : paper_trial()) {
      segment.weights = sums;
      ei::advance(segment, nullptr, state, window, nullptr, nullptr);
    }
    CLAIM(window.mean().E > 99, "saturates: " + std::to_string(window.mean().E));
    NEAR(network.means.front(), window.mean().E, 1e-9, "E");
    NEAR(network.means.back(), window.mean().I, 1e-9, "I");
  }

  void permuted_units_have_permuted_results() {
    Network network(table_start(), learning_of("two_term", 1e-5));
    network.run(20);
    std::vector<int> order(static_cast<std::size_t>(paper_size.all()));
    std::iota(order.begin(), order.end(), 0);
    std::reverse(order.begin(), order.begin() + paper_size.E);
    std::rotate(order.begin() + paper_size.E, order.begin() + paper_size.E + 7, order.end());
    Eigen::MatrixXd w(paper_size.all(), paper_size.all());
    const ei::UnitWeights start = table_start();
    for (int i = 0; i < paper_size.all(); ++i) {
      for (int j = 0; j < paper_size.all(); ++j)
        w(i, j) =
            start.matrix()(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(j)]);
    }
    Network permuted({paper_size, std::move(w)}, learning_of("two_term", 1e-5));
    permuted.run(20);
    for (std::size_t k = 0; k < order.size(); ++k)
      NEAR(permuted.averages[k], network.averages[static_cast<std::size_t>(order[k])], 1e-9,
           "unit " + std::to_string(k));
  }

  void all_instruction_sets_agree() {
    Network reference(table_start(), learning_of("cross_homeostatic", 2e-5),
                      math::VectorPath::baseline);
    reference.run(20);
    for (const auto path : {math::VectorPath::avx2, math::VectorPath::avx512}) {
      if (!math::is_available(path)) continue;
      Network other(table_start(), learning_of("cross_homeostatic", 2e-5), path);
      other.run(20);
      const double apart =
          (other.weights.matrix() - reference.weights.matrix()).cwiseAbs().maxCoeff();
      NEAR(apart, 0, 1e-9, std::string(math::vector_path_name(path)));
    }
  }

  /// In a trial the two precisions differ by rounding: 2^-24 of a number, at most all of 20,000
  /// steps in one direction and damped within 100 of them.
  void single_precision_is_double_precision_rounded() {
    for (const auto path :
         {math::VectorPath::baseline, math::VectorPath::avx2, math::VectorPath::avx512}) {
      if (!math::is_available(path)) continue;
      const auto means_in = [&](math::Precision precision) {
        ei::MultiUnit units(paper_size, precision, path);
        units.begin_trial(math::GaussianSource(3, 1, math::Block::noise));
        ei::UnitWeights weights = table_start();
        // Less inhibited: the table's own start is saturated, where nothing is rounded.
        weights.change([&](double w, int to, int from) {
          return weights.class_of(to, from) == ei::EE ? 0.6 * w : w;
        });
        for (ei::Segment segment : paper_trial()) {
          segment.parameters.noise_sigma = 10;
          units.advance(segment, weights, {}, nullptr, nullptr);
        }
        return units.window_means();
      };
      const auto full = means_in(math::Precision::full), single = means_in(math::Precision::single);
      const double largest = *std::ranges::max_element(full);
      CLAIM(largest > 1 && largest < 90, "largest rate: " + std::to_string(largest));
      CLAIM(full != single, "they are not the same numbers");
      for (std::size_t k = 0; k < full.size(); ++k)
        NEAR(single[k], full[k], 100 * 0x1p-24 * largest, "unit " + std::to_string(k));
    }
  }

  /// Same numbers of noise however the trial is cut; a silent network's too.
  void segments_make_no_difference_to_the_noise() {
    const auto rates_in = [](const std::vector<std::int64_t>& parts) {
      ei::MultiUnit units(paper_size);
      units.begin_trial(math::GaussianSource(3, 1, math::Block::noise));
      ei::Segment segment{.steps = 0, .parameters = {}, .weights = {}};
      segment.pulse = 7;
      const ei::UnitWeights weights = table_start();
      for (const std::int64_t steps : parts) {
        segment.steps = steps;
        units.advance(segment, weights, {}, nullptr, nullptr);
      }
      return units.noise();
    };
    QCOMPARE(rates_in({13, 50, 137}), rates_in({200}));
  }

  /// The law of the noise: independent, with the standard deviation of the population model.
  void noise_of_the_units_is_independent_and_as_strong_as_said() {
    ei::MultiUnit units(paper_size);
    units.begin_trial(math::GaussianSource(5, 1, math::Block::noise));
    const ei::UnitWeights weights(paper_size, Eigen::MatrixXd::Zero(100, 100));
    ei::Segment segment{.steps = 50, .parameters = {}, .weights = {}};  // five correlation times
    constexpr int samples = 2000;
    double squares = 0, products = 0;
    for (int k = 0; k < samples; ++k) {
      units.advance(segment, weights, {}, nullptr, nullptr);
      const auto noise = units.noise();
      for (std::size_t unit = 0; unit < noise.size(); ++unit) {
        squares += noise[unit] * noise[unit];
        products += noise[unit] * noise[(unit + 1) % noise.size()];
      }
    }
    const double n = 100.0 * samples, variance = 10 * 10 * 1e-3 / 2;
    // Five standard errors; samples are correlated by exp(-5).
    NEAR(squares / n, variance, 5 * variance * std::sqrt(2.03 / n), "variance");
    NEAR(products / n, 0, 5 * variance * std::sqrt(1.03 / n), "covariance of neighbours");
  }

  void lesioned_unit_is_silent_and_a_current_is_felt_by_its_unit_only() {
    const ei::UnitWeights weights(paper_size, Eigen::MatrixXd::Zero(100, 100));
    ei::MultiUnit units(paper_size);
    units.begin_trial();
    std::vector<double> current(100, 0);
    current[3] = current[4] = 4.8 + 2;  // two above threshold
    current[85] = 25 + 1;
    const std::vector<int> lesioned{4};
    ei::Segment segment{.steps = 20'000, .parameters = {.noise_sigma = 0}, .weights = {}};
    units.advance(segment, weights, {current, lesioned}, nullptr, nullptr);
    const auto rates = units.rates();
    for (std::size_t k = 0; k < rates.size(); ++k)
      NEAR(rates[k], k == 3 ? 2.0 : k == 85 ? 4.0 : 0.0, 1e-9, "unit " + std::to_string(k));
  }

  void not_a_number_stays_where_it_arises() {
    Eigen::MatrixXd w = table_start().matrix();
    w(17, 3) = std::numeric_limits<double>::quiet_NaN();
    Network network({paper_size, std::move(w)}, learning_of("two_term", 1e-5));
    network.run(1);
    QVERIFY(std::isnan(network.means[17]));
  }

 private:
  static ei::UnitWeights uniform(ei::Sizes sizes, const ei::Weights& sums) {
    ei::UnitWeights weights(sizes, Eigen::MatrixXd::Zero(sizes.all(), sizes.all()));
    weights.change([&](double, int to, int from) {
      const ei::WeightClass c = weights.class_of(to, from);
      return sums.array()[c] / weights.partners(c);
    });
    return weights;
  }

  static void verify_against_tables(const std::string& table, std::string_view rule, double alpha,
                                    const std::vector<int>& trials) {
    Network network(table_start(), learning_of(rule, alpha));
    int done = 0;
    for (const int trial : trials) {
      network.run(trial - done);
      done = trial;
      NEAR(distance_from_tables(network, table, trial), 0, 1e-9,
           table + ", trial " + std::to_string(trial));
    }
  }
};

TEST_PROGRAM(MultiUnitTest)

}  // namespace multi_unit_test

#include "multi_unit_test.moc"
