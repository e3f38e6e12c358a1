// The steered run: what a hand does is logged, and the log replays to the same bits.
#include "core/lab/live_run.h"

#include <QTest>
#include <atomic>
#include <chrono>
#include <thread>

#include "core/lab/catalogue.h"
#include "core/lab/latest_task.h"
#include "tests/support/live_frames.h"
#include "tests/support/small_network.h"
#include "tests/support/test_program.h"

namespace live_run_test {

using namespace homeostat;
using namespace homeostat::lab;
using test::frame_when, test::rows_of, test::shared, test::wish_for;

namespace {

bool is_finished(const Frame& frame) { return frame.finished; }

std::vector<TrialRow> rows_of(const Experiment& experiment) {
  class Rows : public Observer {
   public:
    void on_trial(const TrialRow& row) override { rows.push_back(row); }
    std::vector<TrialRow> rows;
  };
  Rows kept;
  Engine engine(experiment);
  engine.advance(experiment.trials, kept);
  return std::move(kept.rows);
}

Experiment short_run(std::int64_t trials) {
  Experiment e = built_in_experiment("fig4b");
  e.trials = trials;
  return e;
}

}  // namespace

class LiveRunTest : public QObject {
  Q_OBJECT

 private slots:
  void a_watched_run_has_the_bits_of_an_unwatched_one() {
    const Experiment e = short_run(60);
    LiveRun live;
    Wish wish = wish_for(e);
    wish.playing = true;
    live.post(wish);
    const auto frame = frame_when(live, is_finished);
    QVERIFY(frame);
    QVERIFY(rows_of(*frame->run) == rows_of(e));
  }

  void a_run_steered_by_hand_replays_from_its_log_to_the_same_bits() {
    Experiment e = short_run(200);
    LiveRun live;
    Wish wish = wish_for(e);
    wish.playing = true;
    wish.trials_per_second = 500;
    live.post(wish);
    for (const double setpoint : {6.0, 7.5, 4.0}) {
      std::this_thread::sleep_for(std::chrono::milliseconds(40));
      Experiment edited = *wish.experiment;
      edited.parameters.set("E_set", setpoint);
      wish.experiment = shared(edited);
      ++wish.revision;
      live.post(wish);
    }
    const auto frame = frame_when(live, is_finished);
    QVERIFY(frame);
    const Experiment replay = frame->run->steered();
    QVERIFY(!replay.log.empty());
    QVERIFY(rows_of(*frame->run) == rows_of(replay));
  }

  void steps_run_one_trial_each() {
    LiveRun live;
    Wish wish = wish_for(short_run(100));
    for (int step = 1; step <= 3; ++step) {
      wish.single_steps = step;
      live.post(wish);
      QVERIFY(frame_when(live, [&](const Frame& f) {
        return f.run->rows.size() == static_cast<std::size_t>(step);
      }));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const auto frame = live.take();
    QVERIFY(!frame || frame->run->rows.size() == 3);
  }

  void a_new_run_begins_at_trial_one_and_does_not_take_over_old_steps() {
    LiveRun live;
    Wish wish = wish_for(short_run(100));
    wish.single_steps = 2;
    live.post(wish);
    QVERIFY(frame_when(live, [](const Frame& f) { return f.run->rows.size() == 2; }));
    wish.run = 2;
    live.post(wish);
    const auto frame = frame_when(live, [](const Frame& f) { return f.run_number == 2; });
    QVERIFY(frame);
    QCOMPARE(frame->run->rows.size(), std::size_t{0});
  }

  void looking_back_shows_the_trace_that_trial_had() {
    const Experiment e = short_run(20);
    LiveRun live;
    Wish wish = wish_for(e);
    wish.playing = true;
    live.post(wish);
    const auto end = frame_when(live, is_finished);
    QVERIFY(end);
    const Trace newest = end->trace;
    wish.cursor_trial = 20;
    live.post(wish);
    const auto looked = frame_when(live, [](const Frame& f) { return f.trial == 20; });
    QVERIFY(looked);
    QVERIFY(looked->trace.E == newest.E);
    wish.cursor_trial = 7;
    live.post(wish);
    const auto back = frame_when(live, [](const Frame& f) { return f.trial == 7; });
    QVERIFY(back);
    QVERIFY(back->trace.E != newest.E);
  }

  void frames_bring_the_ghost_of_their_trial_and_none_where_nothing_is_changed() {
    Experiment e = built_in_experiment("fig3");  // W_IE is another in trials 6 to 10
    e.trials = 10;
    Experiment plain = e;
    plain.events.clear();
    const auto plain_trace = [&](std::int64_t trial) {
      const auto rows = rows_of(plain);
      return replay_trial(plain, trial, &rows[static_cast<std::size_t>(trial - 2)]);
    };
    LiveRun live;
    Wish wish = wish_for(e);
    wish.playing = true;
    live.post(wish);
    const auto end = frame_when(live, is_finished);
    QVERIFY(end);
    QVERIFY(end->ghost.trace == plain_trace(10));
    QVERIFY(end->ghost.effect);
    wish.cursor_trial = 7;
    live.post(wish);
    const auto changed = frame_when(live, [](const Frame& f) { return f.trial == 7; });
    QVERIFY(changed);
    QVERIFY(changed->ghost.trace == plain_trace(7));
    wish.cursor_trial = 4;
    live.post(wish);
    const auto plain_trial = frame_when(live, [](const Frame& f) { return f.trial == 4; });
    QVERIFY(plain_trial);
    QVERIFY(plain_trial->ghost.trace.E.empty() && !plain_trial->ghost.effect);
  }

  void a_weight_that_an_event_makes_negative_is_said_and_stops_the_run() {
    Experiment e = short_run(20);
    Event event;
    event.trial = 3;
    event.symbol = "W_IE";
    event.operation = Operation::add;
    event.value = -50;
    e.events = {event};
    LiveRun live;
    Wish wish = wish_for(e);
    wish.playing = true;
    live.post(wish);
    const auto frame = frame_when(live, [](const Frame& f) { return !f.error.empty(); });
    QVERIFY(frame);
    QCOMPARE(frame->run->rows.size(), std::size_t{2});
    QVERIFY(frame->error.find("W_IE") != std::string::npos);
  }

  void a_network_shows_its_newest_trial_and_the_cells_that_were_asked_for() {
    LiveRun live;
    Wish wish = wish_for(test::small_network());
    wish.playing = true;
    wish.probed = {7, 163, 1'000'000};
    live.post(wish);
    const auto frame = frame_when(live, [](const Frame& f) { return f.trial >= 3; });
    QVERIFY(frame && frame->network);
    QCOMPARE(frame->network->trial, frame->trial);
    QCOMPARE(frame->network->probed, (std::vector<int>{7, 163}));
    QCOMPARE(frame->network->states.size(), std::size_t{2});
    QCOMPARE(frame->run->start_inputs.size(), std::size_t{200});
    // Its past is run again beside it (past_trials_test), not by it.
    wish.cursor_trial = 1;
    live.post(wish);
    const auto later = frame_when(live, [&](const Frame& f) { return f.trial > frame->trial; });
    QVERIFY(later && later->error.empty());
  }

  void a_jump_runs_ahead_without_playing_and_stops_where_it_was_to() {
    LiveRun live;
    Wish wish = wish_for(test::small_network());
    wish.jump_to = 20;
    live.post(wish);
    const auto frame = frame_when(live, [](const Frame& f) { return f.trial == 20; });
    QVERIFY(frame);
    QTest::qWait(50);
    QCOMPARE(frame->run->rows.size(), std::size_t{20});
    // The same run as one that was watched.
    Experiment e = test::small_network();
    e.trials = 20;
    QVERIFY(rows_of(*frame->run) == rows_of(e));
  }

  void closing_while_it_runs_flat_out_answers_at_once() {
    const auto begin = std::chrono::steady_clock::now();
    {
      LiveRun live;
      Wish wish = wish_for(short_run(100'000'000));
      wish.playing = true;
      live.post(wish);
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    QVERIFY2(taken.count() < 2.0, qPrintable(QString::number(taken.count())));
  }

  void the_newest_question_is_the_one_answered() {
    std::atomic<int> worked{0};
    LatestTask<int, int> task([&](const int& question) {
      ++worked;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      return question;
    });
    for (int k = 1; k <= 100; ++k) task.ask(k);
    int newest = 0;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (newest != 100 && std::chrono::steady_clock::now() < end) {
      if (const auto answer = task.take()) newest = *answer;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    QCOMPARE(newest, 100);
    QVERIFY(worked < 100);
  }
};

TEST_PROGRAM(LiveRunTest)

}  // namespace live_run_test

#include "live_run_test.moc"
