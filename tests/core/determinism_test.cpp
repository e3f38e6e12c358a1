// Same experiment, same bits: however the run is cut, watched, steered, or shared out over threads.
#include <QtTest>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/lab/engine.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace determinism_test {

using namespace homeostat;
using test::first_difference;
using test::Recorder;

namespace {

constexpr std::int64_t trials = 60;

lab::Experiment noisy() {
  lab::Experiment experiment = test::experiment_with({{"W_EE", "2.3"}, {"trial_duration", "700"}});
  experiment.seed = 4242;
  experiment.trials = trials;
  return experiment;
}

lab::Experiment noisy_online() {
  lab::Experiment experiment =
      test::experiment_with({{"mode", "online"}, {"alpha", "5e-6"}, {"kick_rate", "2"}});
  experiment.trials = trials;
  return experiment;
}

std::vector<lab::TrialRow> in_pieces(const lab::Experiment& experiment,
                                     std::initializer_list<std::int64_t> pieces) {
  Recorder recorder;
  lab::Engine engine(experiment);
  for (const std::int64_t piece : pieces) engine.advance(piece, recorder);
  return recorder.rows;
}

void verify_same(const std::vector<lab::TrialRow>& a, const std::vector<lab::TrialRow>& b) {
  const std::string field = first_difference(a, b);
  CLAIM(field.empty(), "first difference: " + field);
}

double rule_index(std::string_view name) {
  const lab::ParameterSpec& spec = lab::parameter(lab::Model::two_population, "rule");
  return lab::parse_value(spec, name);
}

void edit(lab::Engine& engine, std::vector<lab::Event>& log, std::vector<lab::Change> changes) {
  for (const lab::Event& event : engine.edit(changes)) log.push_back(event);
}

struct Steered {
  std::vector<lab::TrialRow> rows;
  std::vector<lab::Event> log;
};

/// A run with edits after trials 10, 11 and 30, and its log.
Steered steered(const lab::Experiment& experiment) {
  Recorder recorder;
  std::vector<lab::Event> log;
  lab::Engine engine(experiment);
  engine.advance(10, recorder);
  edit(engine, log, {{"E_set", 7}});
  edit(engine, log, {{"W_EE", 3.25}});
  engine.advance(1, recorder);
  edit(engine, log,
       {{"rule", rule_index("two_term")}, {"alpha_EE", 2e-6}, {"beta", 1e-6}, {"noise_sigma", 20}});
  engine.advance(19, recorder);
  log.push_back(engine.reset_activity());
  engine.advance(experiment.trials - 30, recorder);
  return {recorder.rows, log};
}

void verify_replay_of_a_steered_run(const lab::Experiment& experiment) {
  auto [rows, log] = steered(experiment);
  QVERIFY(log.size() >= 6);
  lab::Experiment replayed = experiment;
  replayed.log = log;
  verify_same(test::rows_of(replayed, experiment.trials), rows);
  QVERIFY(!first_difference(test::rows_of(experiment, experiment.trials), rows).empty());
}

}  // namespace

class DeterminismTest : public QObject {
  Q_OBJECT

 private slots:
  void run_cut_into_pieces_is_the_run() {
    const auto whole = test::rows_of(noisy(), trials);
    verify_same(in_pieces(noisy(), {1, 2, 7, 0, 23, 27}), whole);
    lab::Engine engine(noisy());
    Recorder stepped;
    for (std::int64_t k = 0; k < trials; ++k) engine.advance(1, stepped);
    QCOMPARE(engine.trials_done(), trials);
    verify_same(stepped.rows, whole);
  }

  void online_run_cut_into_pieces_is_the_run() {
    const auto whole = test::rows_of(noisy_online(), trials);
    verify_same(in_pieces(noisy_online(), {1, 2, 7, 0, 23, 27}), whole);
  }

  void watched_run_has_the_bits_of_an_unwatched_one() {
    for (const lab::Experiment& experiment : {noisy(), noisy_online()}) {
      Recorder watching(true);
      lab::Engine engine(experiment);
      engine.advance(trials, watching);
      verify_same(watching.rows, test::rows_of(experiment, trials));
    }
  }

  void seed_decides_the_bits() {
    lab::Experiment other = noisy();
    other.seed += 1;
    QVERIFY(!first_difference(test::rows_of(other, 3), test::rows_of(noisy(), 3)).empty());
  }

  void steered_run_replays_from_its_log() { verify_replay_of_a_steered_run(noisy()); }

  void steered_online_run_replays_from_its_log() { verify_replay_of_a_steered_run(noisy_online()); }

  void logged_events_survive_being_replayed_and_steered_again() {
    auto [rows, log] = steered(noisy());
    lab::Experiment replayed = noisy();
    replayed.log = log;
    Recorder recorder;
    lab::Engine engine(replayed);
    engine.advance(50, recorder);
    edit(engine, replayed.log, {{"I_set", 20}});
    engine.advance(trials - 50, recorder);
    verify_same(test::rows_of(replayed, trials), recorder.rows);
  }

  void refused_edit_changes_nothing() {
    lab::Engine engine(noisy());
    const lab::ParameterValues before = engine.parameters();
    std::vector<lab::Event> log;
    QVERIFY_THROWS_EXCEPTION(InputError, edit(engine, log, {{"tau_E", -1}}));
    QVERIFY_THROWS_EXCEPTION(InputError, edit(engine, log, {{"average_window", 1e6}}));
    QVERIFY_THROWS_EXCEPTION(InputError, edit(engine, log, {{"W_EF", 1}}));
    QVERIFY_THROWS_EXCEPTION(InputError, edit(engine, log, {{"E_set", 9}, {"I_set", -1}}));
    QVERIFY_THROWS_EXCEPTION(InputError, edit(engine, log, {{"mode", 1}}));
    QVERIFY(log.empty());
    QVERIFY(engine.parameters() == before);
    Recorder recorder;
    engine.advance(5, recorder);
    verify_same(recorder.rows, test::rows_of(noisy(), 5));
  }

  void replayed_trial_has_the_trace_the_run_had() {
    for (const bool with_edits : {false, true}) {
      lab::Experiment experiment = noisy();
      if (with_edits) experiment.log = steered(noisy()).log;
      Recorder recorder(true);
      lab::Engine engine(experiment);
      engine.advance(40, recorder);
      for (const std::int64_t trial : {2, 11, 12, 31, 40}) {
        const auto k = static_cast<std::size_t>(trial);
        const lab::Trace again = lab::replay_trial(experiment, trial, &recorder.rows[k - 2]);
        CLAIM(again == recorder.traces[k - 1], "trace of trial " + std::to_string(trial));
      }
    }
  }

  void replayed_trial_has_what_events_did_to_the_learned_weights_before_it() {
    lab::Experiment experiment = noisy();
    lab::Event weaker;  // more than the weight it begins with, less than the one learned by then
    weaker.trial = 300;
    weaker.symbol = "W_IE";
    weaker.operation = lab::Operation::add;
    weaker.value = -5;
    experiment.events = {weaker};
    Recorder recorder(true);
    lab::Engine engine(experiment);
    engine.advance(302, recorder);
    QVERIFY(experiment.parameters["W_IE"] < 5 && recorder.rows[298].weights.IE > 5);
    for (const std::size_t trial : {300u, 302u}) {
      const auto again = lab::replay_trial(experiment, static_cast<std::int64_t>(trial),
                                           &recorder.rows[trial - 2]);
      QVERIFY(again == recorder.traces[trial - 1]);
    }
  }

  void seven_threads_give_the_bits_of_one() {
    const auto alone = test::rows_of(noisy(), trials);
    for (const std::size_t count : {2u, 7u}) {
      std::vector<std::vector<lab::TrialRow>> all(count);
      {
        std::vector<std::jthread> threads;
        for (auto& rows : all)
          threads.emplace_back([&rows] { rows = test::rows_of(noisy(), trials); });
      }
      for (const auto& rows : all) verify_same(rows, alone);
    }
  }

  void stop_is_obeyed_between_trials() {
    std::stop_source source;
    source.request_stop();
    Recorder recorder;
    lab::Engine engine(noisy());
    engine.advance(1000, recorder, source.get_token());
    QVERIFY(recorder.rows.size() <= 1);
    QCOMPARE(engine.trials_done(), static_cast<std::int64_t>(recorder.rows.size()));
  }
};

TEST_PROGRAM(DeterminismTest)

}  // namespace determinism_test

#include "determinism_test.moc"
