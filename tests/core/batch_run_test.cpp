// Many runs side by side have the rows that the live engine gives each of them, bit for bit.
#include "core/lab/batch_run.h"

#include <QtTest>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "core/lab/engine.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace batch_run_test {

using namespace homeostat;
using test::first_difference;

namespace {

constexpr std::int64_t trials = 40;
constexpr std::size_t run_count = 37;  // more than a block of lanes, and no multiple of a vector

/// From the set points to silence and to saturation.
std::vector<ei::Weights> starts() {
  std::mt19937 generator(3);
  const auto uniform = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(generator()) / 4294967296.0;
  };
  std::vector<ei::Weights> all{{5, 15.2 / 14, 10, 21.5 / 14}, {2.1, 3, 4, 2}};
  while (all.size() < run_count)
    all.push_back({uniform(1, 7), uniform(0.3, 3), uniform(2, 12), uniform(0.3, 3)});
  return all;
}

lab::Experiment with_start(lab::Experiment experiment, const ei::Weights& w) {
  for (std::size_t k = 0; k < 4; ++k)
    experiment.parameters.set(ei::weight_symbols[k], w.array()[k]);
  return experiment;
}

/// Short trials, the usual pulse and window.
lab::Experiment experiment(const std::string& rule, const std::string& sigma) {
  lab::Experiment e =
      test::experiment_with({{"rule", rule}, {"noise_sigma", sigma}, {"trial_duration", "800"}});
  e.seed = 77;
  return e;
}

lab::Event change_of(const std::string& symbol, lab::Operation operation, double value) {
  lab::Event e;
  e.symbol = symbol;
  e.operation = operation;
  e.value = value;
  return e;
}

/// Each kind: permanent on a parameter, a weight and the activity; for some trials; within a trial.
lab::Experiment with_events(lab::Experiment e) {
  using enum lab::Operation;
  lab::Event setpoint = change_of("E_set", set, 7), weight = change_of("W_IE", scale, 1.2);
  lab::Event silence = change_of(std::string(lab::activity_symbol), set, 0);
  setpoint.trial = 5;
  weight.trial = 9;
  silence.trial = 12;
  lab::Event some_trials = change_of("tau_I", scale, 1.5), felt = change_of("W_EE", add, 0.3);
  some_trials.trial = 15;
  some_trials.until_trial = 18;
  felt.trial = 20;
  felt.until_trial = 24;
  lab::Event within = change_of("I_ext_I", set, 3), felt_within = change_of("W_EI", scale, 0.9);
  within.time_ms = 500;
  within.until_ms = 523.7;
  felt_within.trial = 30;
  felt_within.time_ms = 600;
  lab::Event noise = change_of("noise_sigma", set, 25);
  noise.trial = 26;
  noise.time_ms = 400;
  e.events = {setpoint, weight, silence, some_trials, felt, within, felt_within, noise};
  return e;
}

/// Keeps all rows; a run ends where it is told to.
class Keep : public lab::BatchObserver {
 public:
  bool on_trial(std::size_t run, const lab::TrialRow& row) override {
    rows[run].push_back(row);
    return !last_trial.contains(run) || row.trial < last_trial[run];
  }
  void on_failure(std::size_t run, const std::string& why) override { failures[run] = why; }

  std::map<std::size_t, std::vector<lab::TrialRow>> rows;
  std::map<std::size_t, std::int64_t> last_trial;
  std::map<std::size_t, std::string> failures;
};

void verify_rows(Keep& kept, const lab::Experiment& e, const std::vector<ei::Weights>& all) {
  for (std::size_t run = 0; run < all.size(); ++run) {
    const std::int64_t last = kept.last_trial.contains(run) ? kept.last_trial[run] : trials;
    const auto field =
        first_difference(kept.rows[run], test::rows_of(with_start(e, all[run]), last));
    CLAIM(field.empty(), "run " + std::to_string(run) + ": " + field);
  }
}

}  // namespace

class BatchRunTest : public QObject {
  Q_OBJECT

 private slots:
  void rows_are_those_of_the_engine_data() {
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("sigma");
    QTest::addColumn<bool>("has_events");
    for (const char* rule :
         {"homeostatic", "cross_homeostatic", "two_term", "synaptic_scaling", "homeo_HAAA"}) {
      for (const char* sigma : {"0", "10"}) {
        for (const bool has_events : {false, true}) {
          const QString name =
              QString("%1, sigma %2%3").arg(rule, sigma, has_events ? ", events" : "");
          QTest::newRow(qPrintable(name)) << rule << sigma << has_events;
        }
      }
    }
  }

  void rows_are_those_of_the_engine() {
    QFETCH(QString, rule);
    QFETCH(QString, sigma);
    QFETCH(bool, has_events);
    lab::Experiment e = experiment(rule.toStdString(), sigma.toStdString());
    if (has_events) e = with_events(e);
    Keep kept;
    lab::BatchRun batch(e, starts());
    batch.advance(trials, kept);
    QVERIFY(kept.failures.empty());
    QCOMPARE(batch.running(), run_count);
    verify_rows(kept, e, starts());
  }

  void runs_that_have_ended_leave_the_others_as_they_were() {
    const lab::Experiment e = with_events(experiment("cross_homeostatic", "10"));
    Keep kept;
    for (std::size_t run = 0; run < run_count; run += 2)
      kept.last_trial[run] = static_cast<std::int64_t>(1 + 7 * run % trials);
    lab::BatchRun batch(e, starts());
    batch.advance(13, kept);  // however it is cut into calls
    batch.advance(trials - 13, kept);
    QCOMPARE(batch.running(), run_count / 2);
    verify_rows(kept, e, starts());
  }

  void log_of_a_steered_run_is_replayed() {
    lab::Experiment e = experiment("two_term", "10");
    e.log = with_events(e).events;
    std::erase_if(e.log, [](const lab::Event& x) { return !lab::is_permanent(x, false); });
    Keep kept;
    lab::BatchRun batch(e, starts());
    batch.advance(trials, kept);
    verify_rows(kept, e, starts());
  }

  void run_whose_event_is_not_admitted_fails_alone_data() {
    QTest::addColumn<bool>("permanent");
    QTest::newRow("for good") << true;
    QTest::newRow("for a while") << false;
  }

  void run_whose_event_is_not_admitted_fails_alone() {
    QFETCH(bool, permanent);
    lab::Experiment e = experiment("homeostatic", "0");
    lab::Event less = change_of("W_EI", lab::Operation::add, -1);
    less.trial = 4;
    if (!permanent) less.until_trial = 6;
    e.events = {less};
    const std::vector<ei::Weights> all{{2, 3, 4, 2}, {2, 0.5, 4, 2}, {2, 2, 4, 2}};
    Keep kept;
    lab::BatchRun batch(e, all);
    batch.advance(trials, kept);
    QCOMPARE(kept.failures.size(), std::size_t{1});
    QVERIFY(kept.failures.at(1).find("W_EI") != std::string::npos);
    QCOMPARE(kept.rows[1].size(), std::size_t{3});
    kept.last_trial[1] = 3;
    verify_rows(kept, e, all);
    // The engine stops at the same place, with the same words.
    lab::Engine engine(with_start(e, all[1]));
    test::Recorder recorder;
    try {
      engine.advance(trials, recorder);
      QFAIL("the engine went on");
    } catch (const RunError& error) {
      QCOMPARE(QString(error.what()), QString::fromStdString(kept.failures.at(1)));
    }
    QCOMPARE(recorder.rows.size(), std::size_t{3});
  }

  void online_mode_is_refused() {
    const lab::Experiment e = test::experiment_with({{"mode", "online"}});
    try {
      const lab::BatchRun batch(e, starts());
      QFAIL("accepted");
    } catch (const InputError& error) {
      QCOMPARE(error.field(), std::string("mode"));
      QCOMPARE(error.value(), std::string("online"));
    }
  }

  void stop_is_obeyed_between_trials() {
    std::stop_source source;
    source.request_stop();
    Keep kept;
    lab::BatchRun batch(experiment("homeostatic", "0"), starts());
    batch.advance(trials, kept, source.get_token());
    QCOMPARE(batch.trials_done(), std::int64_t{0});
    QVERIFY(kept.rows.empty());
  }
};

TEST_PROGRAM(BatchRunTest)

}  // namespace batch_run_test

#include "batch_run_test.moc"
