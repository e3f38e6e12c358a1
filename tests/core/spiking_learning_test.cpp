// The local two-term rule on a network of five cells, worked out by hand; and what all rules share.
#include "core/ei/spiking_learning.h"

#include <QtTest>
#include <array>
#include <map>
#include <vector>

#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace spiking_learning_test {

using namespace homeostat;
using ei::Sizes;
using ei::Synapse;

namespace {

constexpr Sizes five{3, 2};
constexpr float start = 100;

/// Receivers are rows: the matrices of the worked example, E cells 0-2, I cells 3 and 4.
ei::Synapses example() {
  const std::array<std::array<int, 5>, 5> connected{{
      {0, 1, 0, 1, 0},
      {1, 0, 1, 1, 1},
      {0, 1, 0, 0, 1},
      {1, 1, 0, 0, 1},
      {0, 1, 1, 1, 0},
  }};
  std::vector<Synapse> list;
  for (int to = 0; to < 5; ++to) {
    for (int from = 0; from < 5; ++from) {
      if (connected[static_cast<std::size_t>(to)][static_cast<std::size_t>(from)] != 0)
        list.push_back({to, from, start, 1 + (to + from) % 3});
    }
  }
  return ei::Synapses(five, list);
}

ei::SpikingLearning two_term() {
  ei::SpikingLearning learning;
  const double a = 0.0025;
  learning.rule =
      std::get<ei::GainTable>(ei::rule_at(ei::named_rule("two_term"), {{a, a, a, a}, a}));
  return learning;
}

/// New weights by (receiver, sender).
std::map<std::pair<int, int>, double> weights(const ei::Synapses& synapses) {
  std::map<std::pair<int, int>, double> found;
  synapses.for_each([&](const Synapse& s) {
    found[{s.to, s.from}] = static_cast<double>(s.weight);
  });
  return found;
}

/// Rates of which one trial makes the averages of the example.
const std::vector<double> rates{0.4, 6, 3, 10, 20};

}  // namespace

class SpikingLearningTest : public QObject {
  Q_OBJECT

 private slots:
  void the_local_two_term_rule_is_the_worked_example() {
    ei::Synapses synapses = example();
    ei::UnitAverages averages(5);
    learn(two_term(), rates, averages, synapses);
    // Receiver, sender, change in pA.
    const std::vector<std::tuple<int, int, double>> wanted{
        {0, 1, 0.12},    {1, 0, -0.005},   {1, 2, -0.015}, {2, 1, -0.06},  {0, 3, -0.2},
        {1, 3, 0.05},    {1, 4, 0.1},      {2, 4, 0.2},    {3, 0, 0.0055}, {3, 1, 0.033},
        {4, 1, -0.0975}, {4, 2, -0.04875}, {3, 4, -0.11},  {4, 3, 0.1625}};
    const auto after = weights(synapses);
    QCOMPARE(after.size(), wanted.size());
    for (const auto& [to, from, change] : wanted) {
      // Weights are kept in single precision.
      NEAR(after.at({to, from}) - double{start}, change, 4e-6,
           std::to_string(from) + " to " + std::to_string(to));
    }
  }

  void the_errors_of_the_other_class_are_means_over_partners_before_the_floor() {
    const auto local = example().mean_over_partners(rates, {5, 14});
    const std::vector<double> wanted{10, 15, 20, 3.2, 4.5};
    for (std::size_t k = 0; k < 5; ++k) NEAR(local[k], wanted[k], 1e-12, std::to_string(k));
    const auto global = ei::population_means(five, rates);
    for (std::size_t k = 0; k < 5; ++k)
      NEAR(global[k], k < 3 ? 15 : 9.4 / 3, 1e-12, std::to_string(k));
  }

  void a_silent_network_drifts_as_the_persistent_floor_has_it() {
    // Floor and average alternate 1 -> 0.5 [spiking facts]: 0.04375 and 0.02125 pA a trial.
    ei::Synapses synapses = example();
    ei::UnitAverages averages(5);
    const std::vector<double> silent(5, 0.0);
    learn(two_term(), silent, averages, synapses);
    const auto before = weights(synapses);
    learn(two_term(), silent, averages, synapses);
    for (const auto& [pair, weight] : weights(synapses)) {
      const bool onto_E = pair.first < 3, from_E = pair.second < 3;
      const double size = onto_E ? 0.04375 : 0.02125;
      NEAR(weight - before.at(pair), from_E ? size : -size, 1e-5, "silent");
    }
  }

  void weights_stay_between_their_bounds() {
    ei::Synapses synapses = example();
    ei::UnitAverages averages(5);
    auto learning = two_term();
    learning.W_min = 99.9;
    learning.W_max = 100.1;
    learn(learning, rates, averages, synapses);
    for (const auto& [pair, weight] : weights(synapses))
      QVERIFY(weight >= 99.9 - 1e-5 && weight <= 100.1 + 1e-5);
    QVERIFY(weights(synapses).at({0, 3}) < 99.91);
    QVERIFY(weights(synapses).at({4, 3}) > 100.09);
  }

  void the_synaptic_factor_is_rate_weight_or_one() {
    for (const auto factor : {ei::SynapticFactor::presynaptic_rate, ei::SynapticFactor::weight,
                              ei::SynapticFactor::one}) {
      ei::Synapses synapses = example();
      ei::UnitAverages averages(5);
      auto learning = two_term();
      learning.rule.factor = factor;
      learn(learning, rates, averages, synapses);
      const double m = factor == ei::SynapticFactor::presynaptic_rate ? 6
                       : factor == ei::SynapticFactor::weight         ? 100
                                                                      : 1;
      NEAR(weights(synapses).at({0, 1}) - 100, 0.0025 * 8 * m, 1e-5, "factor");
    }
  }

  void a_frozen_rule_changes_no_bit() {
    ei::Synapses synapses = example();
    ei::UnitAverages averages(5);
    auto learning = two_term();
    learning.rule.gain.setZero();
    learning.W_min = 200;  // bounds are for what is learned
    learn(learning, rates, averages, synapses);
    for (const auto& [pair, weight] : weights(synapses)) QCOMPARE(weight, 100.0);
  }

  void the_error_is_the_mean_square_over_all_units() {
    QCOMPARE(ei::mean_squared_error(rates, {5, 14}, five), (4.6 * 4.6 + 1 + 4 + 16 + 36) / 5);
  }
};

TEST_PROGRAM(SpikingLearningTest)

}  // namespace spiking_learning_test

#include "spiking_learning_test.moc"
