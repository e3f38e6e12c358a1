// Long work for a view: the newest question wins, rests lose nothing and do not count as work.
#include "core/lab/long_task.h"
#include "tests/support/test_program.h"

#include <QtTest>
#include <atomic>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <thread>

namespace long_task_test {

using namespace homeostat;
using Task = lab::LongTask<int, int>;
using std::chrono::milliseconds;

namespace {

constexpr int parts = 100;

/// Answers `question` in a hundred parts of `part_ms` each: what is done by now.
Task::Work counting(int part_ms) {
  return [part_ms](const int& question, const Task::Show& show, const std::stop_token& stop) {
    for (int part = 0; part < parts && !stop.stop_requested(); ++part) {
      show(question + part, part / double{parts});
      std::this_thread::sleep_for(milliseconds(part_ms));
    }
    return question + parts;
  };
}

std::unique_ptr<lab::SoFar<int>> news_of(Task& task) {
  std::unique_ptr<lab::SoFar<int>> news;
  for (int wait = 0; wait < 5000 && !news; ++wait) {
    news = task.take();
    if (!news) std::this_thread::sleep_for(milliseconds(1));
  }
  return news;
}

}  // namespace

class LongTaskTest : public QObject {
  Q_OBJECT

 private slots:
  void it_tells_how_far_it_is_and_ends_with_the_whole_answer() {
    Task task(counting(2));
    task.ask(1000);
    double before = -1;
    std::unique_ptr<lab::SoFar<int>> news;
    do {
      news = news_of(task);
      QVERIFY(news);
      QVERIFY(news->part_done > before);
      before = news->part_done;
    } while (!news->is_finished);
    QCOMPARE(news->answer, 1000 + parts);
    QCOMPARE(news->part_done, 1.0);
    QCOMPARE(news->seconds_left, 0.0);
  }

  void nothing_of_an_older_question_comes_after_a_newer_one() {
    Task task(counting(1));
    for (int question = 1000; question <= 20'000; question += 1000) {
      task.ask(question);
      std::this_thread::sleep_for(milliseconds(3));
      if (const auto news = task.take()) QVERIFY(news->answer >= question);
    }
    task.cancel();
    std::this_thread::sleep_for(milliseconds(20));
    QVERIFY(task.take() == nullptr);
  }

  void a_rest_stops_the_work_where_it_is() {
    std::atomic<int> begun = 0;
    Task task([&](const int& question, const Task::Show& show, const std::stop_token& stop) {
      constexpr int never_all = 100'000;
      for (int part = 0; part < never_all && !stop.stop_requested(); ++part) {
        ++begun;
        show(question + part, part / double{never_all});
        std::this_thread::sleep_for(milliseconds(1));
      }
      return question + never_all;
    });
    task.ask(0);
    auto last = news_of(task);
    task.set_resting(true);
    // The part at hand is handed out; then it rests.
    std::this_thread::sleep_for(milliseconds(200));
    if (auto later = task.take()) last = std::move(later);
    const int begun_before = begun.load();
    std::this_thread::sleep_for(milliseconds(50));
    QVERIFY(task.take() == nullptr);
    QCOMPARE(begun.load(), begun_before);
    task.set_resting(false);
    const auto next = news_of(task);
    QVERIFY(last && next);
    // Whoever looks late sees a later part, never the same one or none.
    QVERIFY(next->answer > last->answer);
  }

  void a_rest_does_not_count_into_the_time_left() {
    Task task(counting(10));
    task.ask(0);
    while (news_of(task)->answer < 10) {
    }
    task.set_resting(true);
    std::this_thread::sleep_for(milliseconds(2000));
    task.set_resting(false);
    std::unique_ptr<lab::SoFar<int>> news;
    do {
      news = news_of(task);
      QVERIFY(news);
    } while (news->answer < 20);
    // 80 parts of 10 ms are left; with the rest it would be thought to take ten times as long.
    QVERIFY2(news->seconds_left < 4, qPrintable(QString::number(news->seconds_left)));
    QVERIFY(news->seconds_left >= 0.8 * (1 - 1e-9));
  }

  void a_resting_task_can_be_closed_and_given_up() {
    {
      Task task(counting(1));
      task.ask(0);
      QVERIFY(news_of(task));
      task.set_resting(true);
      std::this_thread::sleep_for(milliseconds(10));
      task.ask(5000);
      QVERIFY(task.take() == nullptr);
      task.set_resting(false);
      QCOMPARE(news_of(task)->answer / 1000, 5);
      task.set_resting(true);
    }
  }

  void it_says_when_there_is_something_new_and_when_it_failed() {
    std::atomic<int> news_count{0};
    Task task([](const int&, const Task::Show&,
                 const std::stop_token&) -> int { throw std::runtime_error("cannot be"); },
              [&] { ++news_count; });
    task.ask(1);
    const auto news = news_of(task);
    QVERIFY(news && news->is_finished);
    QCOMPARE(news->error, std::string("cannot be"));
    QTRY_COMPARE(news_count.load(), 1);
  }
};

TEST_PROGRAM(LongTaskTest)

}  // namespace long_task_test

#include "long_task_test.moc"
