// Words and remedies against places whose analysis is known from the facts.
#include "core/lab/stability_words.h"

#include <QtTest>
#include <string>

#include "core/lab/catalogue.h"
#include "core/lab/engine.h"
#include "core/lab/remedies.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace stability_words_test {

using namespace homeostat;
using namespace homeostat::lab;

namespace {

ParameterValues under(const char* rule, const char* alpha) {
  return test::experiment_with({{"rule", rule}, {"alpha", alpha}}).parameters;
}

PlainWords words_at(const ParameterValues& p, double W_EE, double W_IE) {
  return stability_words(p, stability_at(plane_problem(p), W_EE, W_IE));
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The remedy that moves `symbol`.
Remedy remedy_of(const std::vector<Remedy>& all, const std::string& symbol) {
  for (const Remedy& remedy : all) {
    if (remedy.symbol == symbol) return remedy;
  }
  return {};
}

}  // namespace

class StabilityWordsTest : public QObject {
  Q_OBJECT

 private slots:
  /// facts, section 8: 133.6 trials an e-fold at (5, 14), alpha_max 4.2607e-3 = 8.52 times 5e-4.
  void a_stable_place_tells_both_time_constants() {
    const PlainWords words = words_at(under("cross_homeostatic", "5e-4"), 5, 14);
    QCOMPARE(words.mood, Mood::good);
    CLAIM(contains(words.clause, "134 trials"), words.clause);
    CLAIM(contains(words.clause, " ms"), words.clause);
    CLAIM(contains(words.reasons, "8.52 times"), words.reasons);
  }

  void homeostatic_rule_is_said_to_fail_for_the_paradoxical_effect() {
    const PlainWords words = words_at(under("homeostatic", "1e-4"), 5, 10);
    QCOMPARE(words.word, std::string("Rule unstable"));
    CLAIM(contains(words.reasons, "paradoxical"), words.reasons);
  }

  /// facts, section 8: the cross-homeostatic limit at (3, 10) is 3.7446e-4.
  void learning_too_fast_for_trials_is_told_from_an_unstable_rule() {
    const PlainWords words = words_at(under("cross_homeostatic", "5e-4"), 3, 10);
    QCOMPARE(words.word, std::string("Overshoots"));
    CLAIM(contains(words.reasons, "0.75"), words.reasons);
  }

  void what_is_wrong_with_the_neurons_is_named() {
    const ParameterValues p = under("cross_homeostatic", "5e-4");
    CLAIM(contains(words_at(p, 3, 15).reasons, "C < 0"), "above the determinant line");
    CLAIM(contains(words_at(p, 1.5, 8).reasons, "W_EI would have to be"), "left of W_EI = 0");
    // Between the trace line and W_II = 0 there is nothing to see with positive weights; with slow
    // inhibition the trace line rises.
    ParameterValues slow = p;
    slow.set("tau_I", 18);
    CLAIM(contains(words_at(slow, 8, 9).reasons, "too slow"), words_at(slow, 8, 9).reasons);
  }

  /// With W_II on its floor the error of Fig. 4B decays over about 450 trials, where the formula
  /// for free weights says 54 [measured, facts of the design].
  void a_held_weight_changes_the_time_constant() {
    Experiment e = built_in_experiment("fig4b");
    e.parameters.set("noise_sigma", 0);
    const TrialRow row = test::rows_of(e, 800).back();
    ei::PointStability point =
        stability_at(plane_problem(e.parameters), row.weights.EE, row.weights.IE);
    point.weights = row.weights;
    const PlainWords words = stability_words(e.parameters, point, held_weights(row, e.parameters));
    CLAIM(contains(words.reasons, "W_II is at its floor"), words.reasons);
    CLAIM(contains(words.reasons, "it would be 5"), words.reasons);
    const std::string clause = words.clause;
    const double trials = std::stod(clause.substr(clause.find("learning in ") + 12));
    CLAIM(trials > 400 && trials < 500, clause);
  }

  void every_remedy_is_an_edge() {
    const ParameterValues p = under("homeostatic", "1e-4");
    const auto all = remedies(p, 5, 10);
    QVERIFY(all.size() > 15);
    for (const Remedy& remedy : all) {
      if (!remedy.to || remedy.symbol == "W_EE" || remedy.symbol == "W_IE") continue;
      ParameterValues there = p, almost = p;
      there.set(remedy.symbol, *remedy.to);
      almost.set(remedy.symbol, remedy.from + 0.98 * (*remedy.to - remedy.from));
      CLAIM(is_stable_at(there, 5, 10), remedy.symbol);
      CLAIM(!is_stable_at(almost, 5, 10), remedy.symbol);
    }
    const Remedy W_IE = remedy_of(all, "W_IE");
    QVERIFY(W_IE.to && is_stable_at(p, 5, *W_IE.to) && !is_stable_at(p, 5, *W_IE.to - 0.1));
    // The continuous condition: W_IE = 2.8 W_EE + 2.2 [facts, section 3]; trials want a little
    // more.
    QVERIFY(*W_IE.to > 16.2 && *W_IE.to < 18);
  }

  void no_remedy_means_that_no_value_of_the_slider_helps() {
    const ParameterValues p = under("homeostatic", "1e-4");
    int none = 0;
    for (const Remedy& remedy : remedies(p, 5, 10)) {
      if (remedy.to || remedy.symbol == "alpha" || remedy.symbol == "W_EE") continue;
      const ParameterSpec& spec = parameter(p.model(), remedy.symbol);
      for (int k = 0; k <= 1009; ++k) {
        const double part = k / 1009.0;
        ParameterValues moved = p;
        moved.set(remedy.symbol,
                  spec.scale == Scale::logarithmic
                      ? spec.slider_min * std::pow(spec.slider_max / spec.slider_min, part)
                      : spec.slider_min + part * (spec.slider_max - spec.slider_min));
        CLAIM(!is_stable_at(moved, 5, 10), remedy.symbol + " at " + std::to_string(part));
      }
      ++none;
    }
    QVERIFY(none > 5);
  }

  void nothing_is_to_be_mended_where_all_is_stable() {
    QVERIFY(remedies(under("cross_homeostatic", "5e-4"), 5, 14).empty());
    QVERIFY(remedies(under("homeostatic", "0"), 5, 10).empty());
  }
};

TEST_PROGRAM(StabilityWordsTest)

}  // namespace stability_words_test

#include "stability_words_test.moc"
