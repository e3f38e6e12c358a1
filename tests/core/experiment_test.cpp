// Experiments: assignments whatever their order, and what cannot be run.
#include "core/lab/experiment.h"

#include <rapidcheck.h>

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace experiment_test {

using namespace homeostat;
using lab::Assignment;
using lab::Experiment;

namespace {

Experiment with(std::vector<Assignment> assignments) {
  return lab::with_assignments(Experiment{}, assignments);
}

/// The message of what validate() or the assignments refuse; empty when the experiment can run.
std::string refusal(const std::vector<Assignment>& assignments) {
  try {
    lab::validate(with(assignments));
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

void verify_refused(const std::vector<Assignment>& assignments, const std::string& field) {
  const std::string message = refusal(assignments);
  CLAIM(message.find(field) != std::string::npos, field + " is not refused: '" + message + "'");
}

std::string refusal_of(const Experiment& experiment) {
  try {
    lab::validate(experiment);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

class ExperimentTest : public QObject {
  Q_OBJECT

 private slots:
  void order_of_assignments_does_not_matter() {
    std::vector<Assignment> assignments{{"rule", "two_term"},
                                        {"alpha", "3e-4"},
                                        {"alpha_IE", "7e-4"},
                                        {"beta", "2e-4"},
                                        {"W_EE", "2.5"}};
    const Experiment expected = with(assignments);
    SAME(expected.parameters["alpha_EE"], 3e-4, "alpha_EE");
    SAME(expected.parameters["alpha_IE"], 7e-4, "alpha_IE");
    SAME(expected.parameters["beta"], 2e-4, "beta");
    const auto by_symbol = [](const Assignment& a, const Assignment& b) {
      return a.symbol < b.symbol;
    };
    std::sort(assignments.begin(), assignments.end(), by_symbol);
    do {
      QVERIFY(with(assignments) == expected);
    } while (std::next_permutation(assignments.begin(), assignments.end(), by_symbol));
  }

  void rule_brings_its_own_learning_rates() {
    for (const auto& [rule, alpha] : {std::pair{"homeostatic", 1e-4},
                                      {"cross_homeostatic", 5e-4},
                                      {"two_term", 1e-4},
                                      {"synaptic_scaling", 1e-4},
                                      {"homeo_HAHA", 1e-4},
                                      {"custom", 1e-4}}) {
      const Experiment experiment = with({{"rule", rule}});
      for (const char* symbol : {"alpha_EE", "alpha_EI", "alpha_IE", "alpha_II"})
        SAME(experiment.parameters[symbol], alpha, std::string(rule) + " " + symbol);
    }
    SAME(with({{"rule", "two_term"}}).parameters["beta"], 1e-4, "beta");
  }

  void rule_changes_nothing_but_rule_and_learning_rates() {
    Experiment before = with({{"W_EE", "3"}, {"E_set", "6"}, {"noise_sigma", "2"}});
    const auto changed = lab::changed_symbols(
        lab::with_assignments(before, std::vector<Assignment>{{"rule", "homeostatic"}}).parameters,
        before.parameters);
    QVERIFY(changed ==
            (std::vector<std::string>{"rule", "alpha_EE", "alpha_EI", "alpha_IE", "alpha_II"}));
  }

  void alpha_sets_beta_only_where_the_rule_uses_it() {
    SAME(with({{"alpha", "3e-3"}, {"rule", "two_term"}}).parameters["beta"], 3e-3, "beta");
    SAME(with({{"alpha", "3e-3"}}).parameters["beta"], Experiment{}.parameters["beta"], "beta");
  }

  void alpha_of_zero_is_valid_and_freezes_learning() {
    QCOMPARE(refusal({{"alpha", "0"}}), std::string());
    QVERIFY(is_frozen(lab::rule(with({{"alpha", "0"}, {"rule", "two_term"}}).parameters)));
  }

  void defaults_can_be_run() { QCOMPARE(refusal({}), std::string()); }

  void values_that_are_no_numbers_are_refused() {
    verify_refused({{"W_EE", "nan"}}, "W_EE");
    verify_refused({{"tau_E", "inf"}}, "tau_E");
    verify_refused({{"alpha", "nan"}}, "alpha");
    Experiment experiment;
    experiment.parameters.set("I_ext", std::numeric_limits<double>::quiet_NaN());
    QVERIFY(refusal_of(experiment).find("I_ext") != std::string::npos);
  }

  void impossible_values_are_refused() {
    verify_refused({{"tau_E", "-10"}}, "tau_E");
    verify_refused({{"tau_I", "0"}}, "tau_I");
    verify_refused({{"dt", "0"}}, "dt");
    verify_refused({{"W_II", "-1"}}, "W_II");
    verify_refused({{"noise_sigma", "-1"}}, "noise_sigma");
  }

  void time_step_beyond_a_time_constant_is_refused() {
    verify_refused({{"dt", "3"}}, "dt");
    verify_refused({{"tau_I", "0.05"}}, "dt");
    QCOMPARE(refusal({{"dt", "1"}}), std::string());
  }

  void trial_shorter_than_its_window_is_refused() {
    verify_refused({{"average_window", "2001"}}, "average_window");
    verify_refused({{"trial_duration", "400"}}, "average_window");
    QCOMPARE(refusal({{"average_window", "2000"}}), std::string());
  }

  void no_trials_are_refused() {
    Experiment experiment;
    for (const std::int64_t trials : {std::int64_t{0}, std::int64_t{-1}}) {
      experiment.trials = trials;
      QVERIFY(refusal_of(experiment).find("trials") != std::string::npos);
    }
  }

  void unknown_symbols_and_names_are_refused_with_a_suggestion() {
    verify_refused({{"W_EEE", "1"}}, "W_EE'");
    verify_refused({{"rule", "homeostatc"}}, "homeostatic");
    verify_refused({{"mode", "onlin"}}, "online");
    verify_refused({{"model", "spiking"}}, "model");
  }

  void events_that_make_no_sense_are_refused() {
    lab::Event sound;
    sound.trial = 5;
    sound.symbol = "W_IE";
    sound.value = 12;
    const auto refused = [&](auto&& spoil) {
      Experiment experiment;
      experiment.events = {sound};
      spoil(experiment.events.front());
      return !refusal_of(experiment).empty();
    };
    QVERIFY(!refused([](lab::Event&) {}));
    QVERIFY(refused([](lab::Event& e) { e.symbol = "W_XX"; }));
    QVERIFY(refused([](lab::Event& e) { e.trial = 0; }));
    QVERIFY(refused([](lab::Event& e) { e.value = std::nan(""); }));
    QVERIFY(refused([](lab::Event& e) { e.value = -1; }));
    QVERIFY(refused([](lab::Event& e) { e.time_ms = -1; }));
    QVERIFY(refused([](lab::Event& e) { e.until_ms = 0; }));
    QVERIFY(refused([](lab::Event& e) { e.until_trial = 5; }));
    QVERIFY(refused([](lab::Event& e) { e.symbol = "mode"; }));
    QVERIFY(refused([](lab::Event& e) { e.symbol = "activity", e.trial = 0; }));
    QVERIFY(refused([](lab::Event& e) { e.symbol = "activity", e.trial.reset(); }));
  }

  void event_that_breaks_the_model_is_refused_before_the_run() {
    Experiment experiment;
    lab::Event event;
    event.trial = 2;
    event.symbol = "tau_I";
    event.value = 0.01;  // allowed by itself, but shorter than dt
    experiment.events = {event};
    QVERIFY(refusal_of(experiment).find("dt") != std::string::npos);
    experiment.events[0].operation = lab::Operation::scale;
    experiment.events[0].value = -1;
    QVERIFY(!refusal_of(experiment).empty());
    experiment.events[0].until_ms = 500;
    QVERIFY(!refusal_of(experiment).empty());
  }

  void default_online_learning_rate_is_a_hundredth_of_the_trial_one() {
    SAME(with({{"rule", "cross_homeostatic"}, {"mode", "online"}}).parameters["alpha_EE"], 5e-6,
         "alpha_EE of figure S4");
  }

  void any_list_of_numbers_either_runs_or_is_refused_by_name() {
    QVERIFY(rc::check("assignments of arbitrary numbers", [] {
      const auto table = lab::parameters(lab::Model::two_population);
      const auto& spec = table[*rc::gen::inRange<std::size_t>(0, table.size())];
      const double value = *rc::gen::arbitrary<double>();
      Experiment experiment;
      experiment.parameters.set(spec.symbol, value);
      const std::string message = refusal_of(experiment);
      RC_ASSERT(message.empty() || message.find(':') != std::string::npos);
      RC_ASSERT(!message.empty() || std::isfinite(value));
    }));
  }
};

TEST_PROGRAM(ExperimentTest)

}  // namespace experiment_test

#include "experiment_test.moc"
