// Looking back in a network: trials run again are the trials that were, bit for bit, and the states
// they are run from stay within their bounds.
#include "core/lab/past_trials.h"

#include <QtTest>
#include <thread>

#include "core/lab/cell_set.h"
#include "tests/support/live_frames.h"
#include "tests/support/small_network.h"
#include "tests/support/test_program.h"

namespace past_trials_test {

using namespace homeostat;
using namespace homeostat::lab;

namespace {

bool are_same(const NetworkTrial& a, const NetworkTrial& b) {
  const auto same_states = [](const ei::CellState& x, const ei::CellState& y) {
    return x.V == y.V && x.adapt == y.adapt && x.from_E == y.from_E && x.from_I == y.from_I;
  };
  bool is_same = a.trial == b.trial && a.spikes == b.spikes && a.averages == b.averages &&
                 a.rates.cells == b.rates.cells && a.rates.bins.E == b.rates.bins.E &&
                 a.inputs == b.inputs && a.lesioned == b.lesioned && a.driven == b.driven &&
                 a.probed == b.probed && a.states.size() == b.states.size();
  for (std::size_t k = 0; is_same && k < a.states.size(); ++k)
    is_same = std::ranges::equal(a.states[k], b.states[k], same_states);
  return is_same;
}

/// A run of so many trials that a hand has steered, and its last frame.
std::unique_ptr<Frame> steered_run(LiveRun& live, std::int64_t trials) {
  Wish wish = test::wish_for(test::small_network());
  const auto run_to = [&](std::int64_t trial) {
    wish.jump_to = trial;
    ++wish.revision;
    live.post(wish);
    return test::frame_when(live, [&](const Frame& f) { return f.trial == trial; });
  };
  run_to(trials / 3);
  wish.treatment.lesioned = parse_cells("E 1-50", {160, 40});
  run_to(trials / 2);
  wish.treatment = {{}, {{parse_cells("I", {160, 40}), 20, 100, 200}}};
  Experiment edited = *wish.experiment;
  edited.parameters.set("E_set", 8);
  wish.experiment = test::shared(edited);
  return run_to(trials);
}

NetworkState state_of(std::int64_t trial, std::size_t weights) {
  return {trial, std::vector<float>(weights), {}};
}

}  // namespace

class PastTrialsTest : public QObject {
  Q_OBJECT

 private slots:
  void every_past_trial_is_run_again_to_its_bits() {
    LiveRun live;
    const auto frame = steered_run(live, 60);
    QVERIFY(frame);
    const std::vector<int> probed{7, 163};
    const test::Kept whole = test::run_through(frame->run->steered(), 60, probed);
    QVERIFY(whole.rows == test::rows_of(*frame->run));
    PastRunner past;
    // Forwards, backwards, near and far.
    for (const std::int64_t trial : {1, 2, 59, 58, 57, 20, 21, 19, 33, 4, 5, 60, 31, 30}) {
      const auto again = past.run({frame->run, trial, probed}, [](double) {}, {});
      QVERIFY(again);
      QVERIFY2(are_same(*again, whole.trials[static_cast<std::size_t>(trial - 1)]),
               qPrintable(QString::number(trial)));
    }
  }

  void it_starts_from_the_nearest_state() {
    LiveRun live;
    const auto frame = steered_run(live, 60);
    PastRunner past;
    past.run({frame->run, 58, {}}, [](double) {}, {});
    QCOMPARE(past.trials_run(), std::int64_t{2});  // states after every fourth
    past.run({frame->run, 59, {}}, [](double) {}, {});
    QCOMPARE(past.trials_run(), std::int64_t{1});
    past.run({frame->run, 58, {}}, [](double) {}, {});
    QCOMPARE(past.trials_run(), std::int64_t{1});
  }

  void a_thread_of_its_own_answers_the_newest_question() {
    LiveRun live;
    const auto frame = steered_run(live, 60);
    PastTrials past;
    for (const std::int64_t trial : {3, 50, 17}) past.ask({frame->run, trial, {}});
    std::shared_ptr<const NetworkTrial> answer;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!answer && std::chrono::steady_clock::now() < end) {
      if (const auto news = past.take(); news && news->is_finished) answer = news->answer;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    QVERIFY(answer);
    QCOMPARE(answer->trial, std::int64_t{17});
  }

  void states_are_thinned_and_stay_within_their_bytes() {
    KeptStates states(10 * 400, 1);
    for (std::int64_t trial = 1; trial <= 1000; ++trial) {
      if (states.wants(trial)) states.keep(state_of(trial, 100));
      QVERIFY(states.bytes() <= 10 * 400);
    }
    QVERIFY(states.bytes() >= 5 * 400);
    QVERIFY(!states.before(1));
    // Never further back than the spacing by then.
    for (std::int64_t trial = 200; trial <= 1000; trial += 50) {
      const auto state = states.before(trial);
      QVERIFY(state && state->trial < trial && state->trial >= trial - 200);
    }
  }

  void of_a_network_too_large_none_is_kept() {
    KeptStates states(399, 1);
    states.keep(state_of(1, 100));
    QVERIFY(!states.before(10));
    QCOMPARE(states.bytes(), std::size_t{0});
  }
};

TEST_PROGRAM(PastTrialsTest)

}  // namespace past_trials_test

#include "past_trials_test.moc"
