// Runs that stop early end as the whole run does: decided outcome, since when it holds, last row.
#include "core/lab/early_decision.h"

#include <QtTest>
#include <optional>
#include <string>
#include <vector>

#include "core/lab/engine.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace early_decision_test {

using namespace homeostat;
using test::experiment_with;

namespace {

struct Decision {
  std::int64_t trial;
  lab::Outcome outcome;
  std::int64_t since;
};

/// Runs to the end; at the first decision notes it, and goes on to see whether it was right.
class Watch : public lab::Observer {
 public:
  explicit Watch(const lab::Experiment& experiment)
      : decision_(experiment), engine_(experiment), trials_(experiment.trials) {}

  void run() { engine_.advance(trials_, *this); }

  void on_trial(const lab::TrialRow& row) override {
    full.add(row, engine_.parameters());
    if (decided) return;
    history_.add(row, engine_.parameters());
    if (!decision_.decides(history_, engine_.parameters())) return;
    const auto& outcome = history_.story().outcome;
    decided = {row.trial, outcome.outcome(), outcome.since_trial()};
  }

  std::optional<Decision> decided;
  lab::OutcomeDetector full;

 private:
  lab::EarlyDecision decision_;
  lab::Engine engine_;
  std::int64_t trials_;
  lab::RunHistory history_;
};

void verify_right(const Watch& watch, const std::string& which) {
  QVERIFY2(watch.decided, which.c_str());
  CLAIM(watch.decided->outcome == watch.full.outcome(), which + ": outcome");
  CLAIM(watch.decided->since == watch.full.since_trial(), which + ": since when");
}

lab::Event change_of(std::string_view symbol, lab::Operation operation, double value,
                     std::optional<std::int64_t> trial) {
  lab::Event e;
  e.symbol = symbol;
  e.operation = operation;
  e.value = value;
  e.trial = trial;
  return e;
}

/// Settles within some 200 trials under the cross-homeostatic rule.
lab::Experiment settling() {
  auto e = experiment_with(
      {{"noise_sigma", "0"}, {"W_EE", "5.2"}, {"W_EI", "1.1"}, {"W_IE", "10"}, {"W_II", "1.5"}});
  e.trials = 900;
  return e;
}

}  // namespace

class EarlyDecisionTest : public QObject {
  Q_OBJECT

 private slots:
  void converged_run_is_decided_long_before_its_end() {
    Watch watch(settling());
    watch.run();
    verify_right(watch, "settling");
    QCOMPARE(watch.decided->outcome, lab::Outcome::converged);
    QVERIFY(watch.decided->trial < 400);
    QVERIFY(watch.decided->trial >= watch.decided->since + 49);
  }

  void run_that_stands_still_is_decided_with_the_story_it_would_have() {
    for (const char* W_EE : {"0.5", "5", "12"}) {  // silent, active, saturated
      auto e = settling();
      lab::set_alpha(e.parameters, 0);
      e.parameters.set("W_EE", std::stod(W_EE));
      e.trials = 300;
      Watch watch(e);
      watch.run();
      verify_right(watch, W_EE);
      QVERIFY2(watch.decided->trial < 120, W_EE);
    }
  }

  void diverged_run_is_decided_at_once() {
    auto e = settling();
    lab::set_alpha(e.parameters, 1e306);
    e.trials = 100;
    Watch watch(e);
    watch.run();
    verify_right(watch, "diverging");
    QCOMPARE(watch.decided->outcome, lab::Outcome::diverged);
    QVERIFY(watch.decided->trial <= watch.decided->since + 1);
  }

  void silence_is_not_final() {
    auto e = test::noise_free("cross_homeostatic");  // silent until trial 10
    e.parameters.set("W_EE", 1);
    e.trials = 60;
    Watch watch(e);
    watch.run();
    QCOMPARE(watch.decided->trial, e.trials);
    verify_right(watch, "silent for long");
  }

  void nothing_is_decided_before_the_last_event() {
    const std::vector<lab::Event> events{
        change_of("E_set", lab::Operation::set, 6, 600),
        change_of("W_IE", lab::Operation::scale, 1.2, 600),
        change_of(lab::activity_symbol, lab::Operation::set, 0, 600),
    };
    for (const lab::Event& late : events) {
      auto e = settling();
      e.events = {late};
      Watch watch(e);
      watch.run();
      verify_right(watch, late.symbol);
      CLAIM(watch.decided->trial > 600, late.symbol);
    }
    auto e = settling();
    e.events = {change_of("W_EE", lab::Operation::add, 0.5, 400)};
    e.events[0].until_trial = 500;
    Watch watch(e);
    watch.run();
    verify_right(watch, "for a while");
    QVERIFY(watch.decided->trial > 500);
  }

  void event_can_make_a_diverged_run_finite_again() {
    auto e = settling();
    e.parameters.set("alpha_IE", 1e306);
    e.parameters.set("alpha_II", 1e306);
    e.trials = 20;
    e.events = {change_of("alpha_IE", lab::Operation::set, 5e-4, 10),
                change_of("alpha_II", lab::Operation::set, 5e-4, 10),
                change_of(lab::activity_symbol, lab::Operation::set, 0, 10)};
    for (const auto symbol : ei::weight_symbols)
      e.events.push_back(change_of(symbol, lab::Operation::set, 3, 10));
    Watch watch(e);
    watch.run();
    verify_right(watch, "healed");
    QVERIFY(watch.decided->trial > 10);
  }

  void change_that_recurs_in_every_trial_leaves_the_end_open() {
    auto e = settling();
    e.events = {change_of("I_ext_I", lab::Operation::set, 0.5, {})};
    e.events[0].time_ms = 900;
    e.events[0].until_ms = 950;
    Watch watch(e);
    watch.run();
    verify_right(watch, "recurring");
    QCOMPARE(watch.decided->trial, e.trials);
  }

  void noise_that_an_event_turns_on_keeps_a_run_from_standing_still() {
    auto e = settling();
    lab::set_alpha(e.parameters, 0);
    e.trials = 200;
    e.events = {change_of("noise_sigma", lab::Operation::set, 10, {})};
    e.events[0].time_ms = 1500;
    Watch watch(e);
    watch.run();
    verify_right(watch, "noise within the trial");
    QCOMPARE(watch.decided->trial, e.trials);
  }
};

TEST_PROGRAM(EarlyDecisionTest)

}  // namespace early_decision_test

#include "early_decision_test.moc"
