// The named rules against the paper's equations written out by hand.
#include "core/ei/plasticity.h"

#include <rapidcheck.h>

#include <QtTest>
#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <string>

#include "core/ei/steady_state.h"
#include "core/lab/experiment.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace plasticity_test {

using namespace homeostat;

namespace {

/// What a trial had when its weights were changed.
struct Moment {
  std::array<double, 4> alpha;
  double beta;
  ei::Rates rates;
  ei::Setpoints set;
  ei::Weights weights;

  double error_E() const { return set.E - rates.E; }
  double error_I() const { return set.I - rates.I; }
};

ei::Weights homeostatic(const Moment& m) {  // [paradox, eq. 6]
  return {+m.alpha[0] * m.rates.E * m.error_E(), -m.alpha[1] * m.rates.I * m.error_E(),
          +m.alpha[2] * m.rates.E * m.error_I(), -m.alpha[3] * m.rates.I * m.error_I()};
}

ei::Weights cross_homeostatic(const Moment& m) {  // [paradox, eq. 7]
  return {+m.alpha[0] * m.rates.E * m.error_I(), -m.alpha[1] * m.rates.I * m.error_I(),
          -m.alpha[2] * m.rates.E * m.error_E(), +m.alpha[3] * m.rates.I * m.error_E()};
}

ei::Weights two_term(const Moment& m) {  // [paradox, eq. 8 and SI eq. 9]
  const auto& [a_EE, a_EI, a_IE, a_II] = m.alpha;
  return {+a_EE * m.rates.E * m.error_I() + m.beta * m.rates.E * m.error_E(),
          -a_EI * m.rates.I * m.error_I() - m.beta * m.rates.I * m.error_E(),
          -a_IE * m.rates.E * m.error_E() + m.beta * m.rates.E * m.error_I(),
          +a_II * m.rates.I * m.error_E() - m.beta * m.rates.I * m.error_I()};
}

ei::Weights synaptic_scaling(const Moment& m) {  // [paradox, SI section 1.4]
  return {+m.alpha[0] * m.weights.EE * m.error_E(), -m.alpha[1] * m.weights.EI * m.error_E(),
          +m.alpha[2] * m.weights.IE * m.error_I(), -m.alpha[3] * m.weights.II * m.error_I()};
}

ei::Weights variant(const std::string& letters, Moment m) {  // [paradox, Fig. S2]
  for (std::size_t k = 0; k < 4; ++k) m.alpha[k] *= letters[k] == 'A' ? -1 : 1;
  return homeostatic(m);
}

std::array<std::string, 16> all_letters() {
  std::array<std::string, 16> all;
  for (std::size_t code = 0; code < 16; ++code) {
    for (const unsigned shift : {3u, 2u, 1u, 0u}) all[code] += code >> shift & 1 ? 'A' : 'H';
  }
  return all;
}

rc::Gen<double> number_between(int low, int high) {
  return rc::gen::map(rc::gen::inRange(low * 1000, high * 1000),
                      [](int thousandths) { return thousandths / 1000.0; });
}

Moment any_moment() {
  Moment m;
  for (double& alpha : m.alpha) alpha = *number_between(0, 2);
  m.beta = *number_between(0, 2);
  m.rates = {*number_between(0, 100), *number_between(0, 250)};
  m.set = {*number_between(1, 50), *number_between(1, 50)};
  m.weights = {*number_between(0, 12), *number_between(0, 12), *number_between(0, 12),
               *number_between(0, 12)};
  return m;
}

/// Within ten roundings of the largest term there can be: two of rate, error and learning rate.
bool agree(const ei::Weights& ours, const ei::Weights& by_hand) {
  constexpr double largest = 2 * 2 * 250.0 * 250.0;
  for (std::size_t k = 0; k < 4; ++k) {
    if (std::abs(ours.array()[k] - by_hand.array()[k]) > 10 * 2.3e-16 * largest) return false;
  }
  return true;
}

bool rule_agrees(const std::string& name, const std::function<ei::Weights(const Moment&)>& hand) {
  return rc::check(name, [&] {
    const Moment m = any_moment();
    const ei::Rule rule = ei::rule_at(ei::named_rule(name), {m.alpha, m.beta});
    RC_ASSERT(agree(ei::weight_change(rule, {}, m.rates, m.set, m.weights), hand(m)));
  });
}

}  // namespace

class PlasticityTest : public QObject {
  Q_OBJECT

 private slots:
  void homeostatic_rule_is_the_papers() { QVERIFY(rule_agrees("homeostatic", homeostatic)); }
  void cross_homeostatic_rule_is_the_papers() {
    QVERIFY(rule_agrees("cross_homeostatic", cross_homeostatic));
  }
  void two_term_rule_is_the_papers() { QVERIFY(rule_agrees("two_term", two_term)); }
  void synaptic_scaling_is_the_papers() {
    QVERIFY(rule_agrees("synaptic_scaling", synaptic_scaling));
  }

  void sixteen_variants_turn_round_the_classes_marked_A() {
    for (const std::string& letters : all_letters()) {
      QVERIFY(
          rule_agrees("homeo_" + letters, [&](const Moment& m) { return variant(letters, m); }));
    }
  }

  void every_rule_of_the_contract_has_its_name_once() {
    std::set<std::string> expected{
        "homeostatic",    "cross_homeostatic",    "two_term", "synaptic_scaling", "forced_balance",
        "gradient_exact", "gradient_approximate", "custom"};
    for (const std::string& letters : all_letters()) expected.insert("homeo_" + letters);
    std::multiset<std::string> names;
    for (const ei::NamedRule& rule : ei::named_rules()) {
      names.insert(rule.name);
      QVERIFY(!rule.title.empty() && !rule.sentence.empty());
    }
    QVERIFY(names == std::multiset<std::string>(expected.begin(), expected.end()));
  }

  void default_learning_rates_are_the_papers() {
    for (const ei::NamedRule& rule : ei::named_rules())
      SAME(rule.default_alpha, rule.name == "cross_homeostatic" ? 5e-4 : 1e-4, rule.name);
  }

  void only_the_two_term_rule_uses_beta() {
    for (const ei::NamedRule& rule : ei::named_rules())
      QCOMPARE(ei::uses_beta(rule), rule.name == "two_term");
  }

  void no_rule_moves_a_weight_at_the_setpoints() {
    for (const ei::NamedRule& rule : ei::named_rules()) {
      const ei::RateParameters p;
      const ei::Weights balanced = ei::setpoint_weights(p, {5, 14}, 5, 10);
      const ei::Weights change =
          ei::weight_change(ei::rule_at(rule, {{1, 1, 1, 1}, 1}), p, {5, 14}, {5, 14}, balanced);
      CLAIM(change == ei::Weights{}, rule.name);
    }
  }

  void custom_rule_reproduces_every_named_rule() {
    constexpr std::array symbols{"gain_EE_E", "gain_EE_I", "gain_EI_E", "gain_EI_I",
                                 "gain_IE_E", "gain_IE_I", "gain_II_E", "gain_II_I"};
    for (const ei::NamedRule& rule : ei::named_rules()) {
      if (rule.name == "custom" || rule.kind != ei::RuleKind::gain_table) continue;
      lab::Experiment named = test::noise_free(rule.name);
      lab::Experiment custom = test::noise_free("custom");
      const auto table = std::get<ei::GainTable>(lab::rule(named.parameters));
      for (int k = 0; k < 8; ++k)
        custom.parameters.set(symbols[static_cast<std::size_t>(k)], table.gain(k / 2, k % 2));
      // Learning rates multiply the custom table too: 1 leaves the gain as it is.
      for (const char* alpha : {"alpha_EE", "alpha_EI", "alpha_IE", "alpha_II"})
        custom.parameters.set(alpha, 1);
      custom.parameters.set_choice("factor",
                                   table.factor == ei::SynapticFactor::weight ? "weight" : "rate");
      const std::string differs =
          test::first_difference(test::rows_of(named, 40), test::rows_of(custom, 40));
      CLAIM(differs.empty(), rule.name + " and custom differ in " + differs);
    }
  }

  void unknown_rule_is_refused_with_the_nearest_name() {
    try {
      ei::named_rule("cross_homeostatc");
      QFAIL("accepted");
    } catch (const InputError& error) {
      QCOMPARE(error.field(), std::string("rule"));
      CLAIM(std::string(error.what()).find("cross_homeostatic") != std::string::npos, error.what());
    }
  }
};

TEST_PROGRAM(PlasticityTest)

}  // namespace plasticity_test

#include "plasticity_test.moc"
