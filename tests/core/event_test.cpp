// Events: one type for protocol and log, seen through what they do to a run.
#include "core/lab/event.h"

#include <QtTest>
#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/lab/engine.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace event_test {

using namespace homeostat;
using lab::Event;
using lab::Operation;

namespace {

Event event_on(std::string symbol, Operation operation, double value) {
  Event event;
  event.symbol = std::move(symbol);
  event.operation = operation;
  event.value = value;
  return event;
}

/// Frozen weights, no noise, short trials.
lab::Experiment frozen() {
  lab::Experiment experiment = test::noise_free("cross_homeostatic");
  for (const char* alpha : {"alpha_EE", "alpha_EI", "alpha_IE", "alpha_II"})
    experiment.parameters.set(alpha, 0);
  experiment.parameters.set("trial_duration", 600);
  return experiment;
}

/// With I's input open to an extra current, alone: I alone follows I_ext_I above its threshold.
lab::Experiment driven_inhibition() {
  lab::Experiment experiment = frozen();
  experiment.parameters.set("pulse_amplitude", 0);
  return experiment;
}

test::Recorder traced(const lab::Experiment& experiment, std::int64_t trials) {
  test::Recorder recorder(true);
  lab::Engine engine(experiment);
  engine.advance(trials, recorder);
  return recorder;
}

std::vector<std::size_t> rising(const std::vector<double>& samples) {
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < samples.size(); ++k) {
    if (samples[k] > (k == 0 ? 0 : samples[k - 1])) found.push_back(k);
  }
  return found;
}

}  // namespace

class EventTest : public QObject {
  Q_OBJECT

 private slots:
  void operations_set_add_and_scale() {
    SAME(lab::apply(event_on("W_EE", Operation::set, 3), 5), 3, "set");
    SAME(lab::apply(event_on("W_EE", Operation::add, 3), 5), 8, "add");
    SAME(lab::apply(event_on("W_EE", Operation::scale, 3), 5), 15, "scale");
  }

  void change_at_a_trial_without_end_is_permanent() {
    lab::Experiment experiment = frozen();
    Event event = event_on("W_IE", Operation::scale, 1.5);
    event.trial = 3;
    experiment.events = {event};
    const auto rows = test::rows_of(experiment, 5);
    SAME(rows[1].weights.IE, 4, "W_IE before");
    SAME(rows[2].weights.IE, 6, "W_IE of its trial");
    SAME(rows[4].weights.IE, 6, "W_IE after");
  }

  void change_until_a_trial_lies_over_the_weight_and_leaves_it() {
    lab::Experiment experiment = frozen();
    experiment.parameters.set("W_EE", 3);
    Event event = event_on("W_EE", Operation::set, 0.5);
    event.trial = 2;
    event.until_trial = 4;
    experiment.events = {event};
    const test::Recorder run = traced(experiment, 5);
    for (const std::size_t with : {1u, 2u}) {
      QVERIFY(run.traces[with].E.back() < 1e-9);
      SAME(run.rows[with].weights.EE, 3, "W_EE underneath");
    }
    for (const std::size_t without : {0u, 3u, 4u}) QVERIFY(run.traces[without].E.back() > 0.1);
    QVERIFY(run.traces[0].E == run.traces[4].E);
  }

  void change_within_a_trial_lasts_from_its_step_to_its_step() {
    lab::Experiment experiment = driven_inhibition();
    Event event = event_on("I_ext_I", Operation::add, 30);
    event.trial = 2;
    event.time_ms = 100;
    event.until_ms = 120;
    experiment.events = {event};
    const test::Recorder run = traced(experiment, 3);
    QVERIFY(rising(run.traces[0].I).empty());
    QVERIFY(rising(run.traces[2].I).empty());
    const auto up = rising(run.traces[1].I);
    // As with the pulse, sample k stands at (k + 1) dt and the first step of a change is at its
    // time.
    QCOMPARE(up.front() + 1, std::size_t{1000});
    const std::vector<double>& I = run.traces[1].I;
    const auto falls = std::adjacent_find(I.begin(), I.end(), std::greater<>());
    QCOMPARE(falls - I.begin() + 1, std::ptrdiff_t{1199});  // the last sample with the change
  }

  void change_without_a_trial_recurs_in_every_trial() {
    lab::Experiment experiment = driven_inhibition();
    Event event = event_on("I_ext_I", Operation::set, 30);
    event.time_ms = 500;
    experiment.events = {event};
    for (const lab::Trace& trace : traced(experiment, 3).traces) {
      const auto up = rising(trace.I);
      QCOMPARE(up.front() + 1, std::size_t{5000});
      QVERIFY(trace.I.back() > 1);  // to the end of the trial
    }
  }

  void changes_of_one_moment_are_made_in_their_order() {
    lab::Experiment experiment = frozen();
    Event add = event_on("W_IE", Operation::add, 1), scale = event_on("W_IE", Operation::scale, 2);
    add.trial = scale.trial = 1;
    experiment.events = {add, scale};
    SAME(test::rows_of(experiment, 1)[0].weights.IE, 10, "add, then scale");
    experiment.events = {scale, add};
    SAME(test::rows_of(experiment, 1)[0].weights.IE, 9, "scale, then add");
  }

  void parameter_changed_for_some_trials_is_as_before_afterwards() {
    lab::Experiment experiment = frozen();
    Event event = event_on("pulse_amplitude", Operation::set, 0);
    event.trial = 2;
    event.until_trial = 3;
    experiment.parameters.set("W_EE", 3);
    experiment.events = {event};
    const test::Recorder run = traced(experiment, 3);
    QVERIFY(run.rows[1].mean.E == 0);
    QVERIFY(run.traces[2].E == run.traces[0].E);
  }

  void learning_goes_on_underneath_a_temporary_weight() {
    lab::Experiment experiment = frozen();
    experiment.parameters.set("alpha_EE", 1e-3);
    Event event = event_on("W_EE", Operation::set, 0.5);
    event.trial = 1;
    event.until_trial = 11;
    experiment.events = {event};
    // Silent and floored at 1 Hz: dW_EE = alpha * 1 * (14 - 1) a trial.
    NEAR(test::rows_of(experiment, 10).back().weights.EE, 2.1 + 10 * 0.013, 1e-12, "W_EE");
  }

  void weight_may_be_pulsed_within_a_trial() {
    lab::Experiment experiment = frozen();
    experiment.parameters.set("W_EE", 3);
    Event event = event_on("W_EE", Operation::set, 0.1);
    event.time_ms = 400;
    event.until_ms = 500;
    experiment.events = {event};
    const test::Recorder run = traced(experiment, 1);
    QVERIFY(run.traces[0].E[3990] > 0.1);
    QVERIFY(run.traces[0].E[5000] < 1e-3);
    SAME(run.rows[0].weights.EE, 3, "W_EE underneath");
  }
};

TEST_PROGRAM(EventTest)

}  // namespace event_test

#include "event_test.moc"
