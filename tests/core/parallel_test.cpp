// Items shared out over threads: each once, in the background if wished, stopped and failed as
// told.
#include "core/lab/parallel.h"

#if defined(__linux__)
#include <sched.h>
#endif

#include <QtTest>
#include <atomic>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/lab/latest_task.h"
#include "tests/support/test_program.h"

namespace parallel_test {

using namespace homeostat;
using lab::for_each_item;
using lab::Priority;

class ParallelTest : public QObject {
  Q_OBJECT

 private slots:
  void every_item_is_done_once_on_any_number_of_threads() {
    constexpr std::size_t count = 1000;
    for (const unsigned threads : {0u, 1u, 2u, 7u, 2000u}) {
      std::vector<int> done(count, 0);
      for_each_item(count, {threads}, {}, [&](std::size_t item) { ++done[item]; });
      QCOMPARE(done, std::vector<int>(count, 1));
    }
    for_each_item(0, {3}, {}, [](std::size_t) { QFAIL("there is no item"); });
  }

  void nothing_is_begun_after_a_stop() {
    std::stop_source source;
    std::atomic<int> begun{0};
    for_each_item(1'000'000, {2}, source.get_token(), [&](std::size_t) {
      if (++begun == 10) source.request_stop();
    });
    QVERIFY(begun >= 10 && begun < 20);
  }

  void first_exception_ends_it_and_is_thrown_again() {
    std::atomic<int> begun{0};
    try {
      for_each_item(1'000'000, {2}, {}, [&](std::size_t item) {
        ++begun;
        if (item == 5) throw std::runtime_error("item 5");
      });
      QFAIL("nothing was thrown");
    } catch (const std::runtime_error& error) {
      QCOMPARE(std::string(error.what()), std::string("item 5"));
    }
    QVERIFY(begun < 1'000'000);
  }

  void denormals_are_zero_while_an_item_runs() {
#if defined(__SSE2__)
    volatile double smallest = std::numeric_limits<double>::min();
    volatile double half = 1;
    for_each_item(1, {1}, {}, [&](std::size_t) { half = smallest / 2; });
    QVERIFY(half == 0);
    QVERIFY(smallest / 2 > 0);
#endif
  }

  void background_threads_are_idle_ones_and_the_caller_stays_as_it_is() {
#if defined(__linux__)
    const int before = sched_getscheduler(0);
    std::atomic<int> normal{-1}, background{-1};
    for_each_item(1, {1, Priority::normal}, {},
                  [&](std::size_t) { normal = sched_getscheduler(0); });
    for_each_item(1, {1, Priority::background}, {},
                  [&](std::size_t) { background = sched_getscheduler(0); });
    QCOMPARE(normal.load(), before);
    QCOMPARE(background.load(), SCHED_IDLE);
    QCOMPARE(sched_getscheduler(0), before);
#endif
  }

  void newer_question_stops_the_work_at_an_older_one() {
    using Task = lab::LatestTask<int, int>;
    std::atomic<int> stopped{0};
    Task task([&](const int& question, const Task::Post& post, const std::stop_token& stop) {
      post(std::make_unique<int>(question));  // coarse
      if (question == 3) return;
      while (!stop.stop_requested()) std::this_thread::yield();
      ++stopped;
    });
    for (const int question : {1, 2, 3}) {
      task.ask(question);
      int answer = 0;
      QTRY_VERIFY(([&] {
        if (const auto newest = task.take()) answer = *newest;
        return answer == question;
      })());
    }
    QCOMPARE(stopped.load(), 2);
  }

  void cancelled_and_closed_tasks_stop_at_once() {
    using Task = lab::LatestTask<int, int>;
    std::atomic<int> begun{0}, stopped{0};
    {
      Task task([&](const int&, const Task::Post&, const std::stop_token& stop) {
        ++begun;
        while (!stop.stop_requested()) std::this_thread::yield();
        ++stopped;
      });
      task.ask(1);
      QTRY_COMPARE(begun.load(), 1);
      task.cancel();
      QTRY_COMPARE(stopped.load(), 1);
      task.ask(2);
      QTRY_COMPARE(begun.load(), 2);
    }
    QCOMPARE(stopped.load(), 2);
  }
};

TEST_PROGRAM(ParallelTest)

}  // namespace parallel_test

#include "parallel_test.moc"
