// The basin map as it is made: the same on any number of threads, coarse first, stopped and
// replaced at once. What a cell is: basin_cells_test.cpp.
#include "core/lab/basin_map.h"

#include <QtTest>
#include <chrono>
#include <ctime>
#include <memory>
#include <string>
#include <thread>

#include "core/lab/basin_task.h"
#include "core/lab/coarse_to_fine.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace basin_map_test {

using namespace homeostat;
using lab::BasinCell;
using lab::BasinMap;
using lab::BasinQuestion;
using Clock = std::chrono::steady_clock;

namespace {

constexpr lab::Workers two_threads{2, lab::Priority::normal};

BasinQuestion question(const std::string& rule, int side, std::int64_t trials) {
  BasinQuestion q;
  q.experiment = test::experiment_with({{"rule", rule}});
  q.experiment.seed = 99;
  q.grid = {1.5, 8, 5, 20, side, side};
  q.trials = trials;
  return q;
}

std::string difference(const BasinMap& a, const BasinMap& b) {
  if (a.cells.size() != b.cells.size()) return "size";
  for (std::size_t k = 0; k < a.cells.size(); ++k) {
    const BasinCell &x = a.cells[k], &y = b.cells[k];
    const std::string field = test::first_difference(x.run.last, y.run.last);
    if (!field.empty()) return field + " of cell " + std::to_string(k);
    if (x.state != y.state || x.run.outcome != y.run.outcome ||
        x.run.outcome_trial != y.run.outcome_trial || x.run.first_up != y.run.first_up ||
        x.run.last_up != y.run.last_up || x.run.E.rate != y.run.E.rate ||
        x.run.I.trial != y.run.I.trial || x.seeds_done != y.seeds_done ||
        x.seeds_converged != y.seeds_converged || !(x.start == y.start))
      return "cell " + std::to_string(k);
  }
  return {};
}

using SoFar = lab::SoFar<lab::JudgedBasin>;

/// Waits for news that is what is asked for; fails the test after a while.
template <class Wanted>
std::unique_ptr<SoFar> news_when(lab::BasinTask& task, Wanted&& wanted) {
  const auto end = Clock::now() + std::chrono::seconds(60);
  while (Clock::now() < end) {
    if (auto news = task.take(); news && wanted(*news)) return news;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return nullptr;
}

bool is_finished(const SoFar& news) { return news.is_finished; }

/// Of all threads of this program.
double seconds_of_processor() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

class BasinMapTest : public QObject {
  Q_OBJECT

 private slots:
  void any_number_of_threads_gives_the_same_map() {
    BasinQuestion q = question("two_term", 12, 150);
    q.is_noisy = true;
    q.seeds = 3;
    const BasinMap alone = basin_map(q, {1, lab::Priority::normal});
    QVERIFY(alone.is_finished);
    for (const unsigned threads : {2u, 7u}) {
      const std::string which =
          difference(alone, basin_map(q, {threads, lab::Priority::background}));
      CLAIM(which.empty(), std::to_string(threads) + " threads: " + which);
    }
  }

  void progress_grows_and_the_coarse_picture_comes_first() {
    const BasinQuestion q = question("cross_homeostatic", 24, 200);
    std::int64_t before = -1;
    bool is_ordered = true;
    const BasinMap map = basin_map(q, {1, lab::Priority::normal}, {}, [&](const BasinMap& so_far) {
      is_ordered &= so_far.runs_done >= before && so_far.runs_done <= so_far.runs_total;
      before = so_far.runs_done;
      // One thread: no cell of a finer pass before all of a coarser one.
      const int step = lab::coarsest_step(24, 24);
      bool coarse_is_done = true, fine_has_begun = false;
      for (int row = 0; row < 24; ++row) {
        for (int column = 0; column < 24; ++column) {
          const bool is_coarse = row % step == 0 && column % step == 0;
          const auto state = so_far.cell(column, row).state;
          if (is_coarse) coarse_is_done &= state != BasinCell::State::not_started;
          if (!is_coarse) fine_has_begun |= state == BasinCell::State::finished;
        }
      }
      is_ordered &= coarse_is_done || !fine_has_begun;
    });
    QVERIFY(is_ordered);
    QVERIFY(before > 0);
    QCOMPARE(map.runs_done, map.runs_total);
    QCOMPARE(map.part_done, 1.0);
    QVERIFY(map.nearest_finished(23, 23) == &map.cell(23, 23));
    QVERIFY(map.nearest_finished(0, 0) == nullptr);  // out of reach
  }

  void stop_keeps_what_was_done_and_answers_within_milliseconds() {
    const BasinQuestion q = question("homeostatic", 128, 100'000);
    std::stop_source source;
    Clock::time_point asked;
    std::jthread other([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      asked = Clock::now();
      source.request_stop();
    });
    const BasinMap map = basin_map(q, two_threads, source.get_token());
    other.join();
    const double answered = seconds_since(asked);
    QVERIFY(!map.is_finished && map.runs_done < map.runs_total);
    // A batch looks every trial, a millisecond or so; the machine may be busy, or a sanitizer slow.
    QVERIFY2(answered < 0.5, qPrintable(QString::number(answered)));
  }

  void task_answers_coarse_first_and_then_in_full() {
    lab::BasinTask task(lab::basin_work(2));
    const BasinQuestion q = question("cross_homeostatic", 16, 400);
    task.ask(q);
    const auto first =
        news_when(task, [](const SoFar& news) { return news.answer.map.runs_done > 0; });
    QVERIFY(first && first->error.empty() && *first->answer.map.question == q);
    QVERIFY(first->part_done > 0 && first->part_done < 1);
    const auto whole = news_when(task, is_finished);
    QVERIFY(whole);
    QCOMPARE(difference(whole->answer.map, basin_map(q, two_threads)), std::string());
  }

  void task_judges_every_finished_cell() {
    lab::BasinTask task(lab::basin_work(2));
    BasinQuestion q = question("cross_homeostatic", 20, 300);
    q.grid.W_EE_max = q.grid.W_IE_max = 10;
    q.grid.W_EE_min = q.grid.W_IE_min = 0;
    task.ask(q);
    const auto whole = news_when(task, is_finished);
    QVERIFY(whole);
    const lab::JudgedBasin& judged = whole->answer;
    QCOMPARE(judged.verdicts.size(), judged.map.cells.size());
    std::size_t disagreeing = 0;
    for (std::size_t k = 0; k < judged.verdicts.size(); ++k) {
      const auto verdict = basin_verdict(*judged.map.question, judged.map.cells[k]);
      QCOMPARE(judged.verdicts[k].applies, verdict.applies);
      QCOMPARE(judged.verdicts[k].why, verdict.why);
      QCOMPARE(judged.disagrees(k), verdict.applies && !verdict.agrees());
      disagreeing += judged.disagrees(k) ? 1 : 0;
    }
    QVERIFY(disagreeing > 0);
  }

  void newest_question_wins_at_once() {
    lab::BasinTask task(lab::basin_work(2));
    BasinQuestion last;
    for (int k = 0; k < 20; ++k) {
      last = question("homeostatic", 64, 50'000 + k);
      task.ask(last);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      if (const auto news = task.take()) QCOMPARE(news->answer.map.question->trials, last.trials);
    }
    last = question("cross_homeostatic", 4, 50);
    task.ask(last);
    const auto asked = Clock::now();
    const auto news = news_when(task, is_finished);
    QVERIFY(news && *news->answer.map.question == last);
    QVERIFY2(seconds_since(asked) < 5, "the old question held it up");
    task.ask(question("homeostatic", 64, 100'000));
    task.cancel();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    QVERIFY(task.take() == nullptr);
  }

  void task_that_rests_does_nothing_and_loses_nothing() {
    lab::BasinTask task(lab::basin_work(2));
    const BasinQuestion q = question("two_term", 16, 1000);
    task.ask(q);
    QVERIFY(news_when(task, [](const SoFar& news) { return news.answer.map.runs_done > 0; }));
    task.set_resting(true);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    task.take();
    const double before = seconds_of_processor();
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    const double spent = seconds_of_processor() - before;
    QVERIFY2(spent < 0.1, qPrintable(QString::number(spent)));
    QVERIFY(task.take() == nullptr);
    task.set_resting(false);
    const auto whole = news_when(task, is_finished);
    QVERIFY(whole);
    QCOMPARE(difference(whole->answer.map, basin_map(q, two_threads)), std::string());
  }

  void task_says_why_a_question_has_no_answer() {
    lab::BasinTask task(lab::basin_work(1));
    BasinQuestion q = question("cross_homeostatic", 4, 50);
    q.experiment = test::experiment_with({{"mode", "online"}});
    task.ask(q);
    const auto news = news_when(task, is_finished);
    QVERIFY(news && news->error.find("online") != std::string::npos);
  }
};

TEST_PROGRAM(BasinMapTest)

}  // namespace basin_map_test

#include "basin_map_test.moc"
