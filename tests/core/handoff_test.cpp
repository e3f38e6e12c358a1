// The two ways data cross threads, under stress. Meant to be run under ThreadSanitizer as well
// (preset tsan): what it proves there is that there is no race.
#include "core/lab/handoff.h"

#include <QtTest>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace handoff_test {

using namespace homeostat;
using lab::LatestSlot;
using lab::RecordLog;

namespace {

/// A value that is torn when its parts do not agree.
struct Message {
  std::uint64_t number = 0;
  std::vector<std::uint64_t> copies;

  void fill(std::uint64_t n) {
    number = n;
    copies.assign(64, n);
  }
  bool is_whole() const {
    for (const std::uint64_t copy : copies) {
      if (copy != number) return false;
    }
    return copies.size() == 64;
  }
};

/// A row that is torn when its parts do not agree.
struct Row {
  std::uint64_t number = 0, twice = 0;
};

}  // namespace

class HandoffTest : public QObject {
  Q_OBJECT

 private slots:
  void empty_slot_has_nothing_to_take() {
    LatestSlot<int> slot;
    QVERIFY(slot.take() == nullptr);
    QVERIFY(slot.post(std::make_unique<int>(1)) == nullptr);
    QCOMPARE(*slot.take(), 1);
    QVERIFY(slot.take() == nullptr);
  }

  void posting_replaces_what_nobody_took_and_hands_it_back() {
    LatestSlot<int> slot;
    slot.post(std::make_unique<int>(1));
    const auto unread = slot.post(std::make_unique<int>(2));
    QCOMPARE(*unread, 1);
    QCOMPARE(*slot.take(), 2);
  }

  void reader_sees_whole_messages_in_their_order_and_the_last_one() {
    constexpr std::uint64_t messages = 100'000;
    LatestSlot<Message> slot;
    std::jthread writer([&] {
      auto message = std::make_unique<Message>();
      for (std::uint64_t n = 1; n <= messages; ++n) {
        if (!message) message = std::make_unique<Message>();
        message->fill(n);
        message = slot.post(std::move(message));
      }
    });
    std::uint64_t last = 0, torn = 0, backwards = 0;
    while (last < messages) {
      const auto message = slot.take();
      if (!message) {
        std::this_thread::yield();
        continue;
      }
      torn += !message->is_whole();
      backwards += message->number <= last;
      last = message->number;
    }
    QCOMPARE(torn, std::uint64_t{0});
    QCOMPARE(backwards, std::uint64_t{0});
  }

  void newest_of_many_writers_wins_and_none_is_seen_twice() {
    LatestSlot<Message> slot;
    std::atomic<int> working{3};
    std::vector<std::jthread> writers;
    for (std::uint64_t writer = 0; writer < 3; ++writer) {
      writers.emplace_back([&slot, &working, writer] {
        for (std::uint64_t n = 1; n <= 20'000; ++n) {
          auto message = std::make_unique<Message>();
          message->fill(n * 4 + writer);
          slot.post(std::move(message));
        }
        --working;
      });
    }
    std::vector<std::uint64_t> last(3);
    for (bool over = false; !over;) {
      over = working == 0;
      while (const auto message = slot.take()) {
        QVERIFY(message->is_whole());
        const std::size_t writer = message->number % 4;
        QVERIFY(message->number > last[writer]);
        last[writer] = message->number;
      }
    }
  }

  void log_keeps_every_row_in_order() {
    RecordLog<int> log;
    QVERIFY(log.empty());
    constexpr int rows = 3 * int{RecordLog<int>::chunk_rows} + 5;
    for (int n = 0; n < rows; ++n) log.append(n);
    QCOMPARE(log.size(), static_cast<std::size_t>(rows));
    int expected = 0;
    log.for_each(0, log.size(), [&](int row) { QCOMPARE(row, expected++); });
    QCOMPARE(expected, rows);
    for (const int at : {0, 1023, 1024, 1025, rows - 1})
      QCOMPARE(log[static_cast<std::size_t>(at)], at);
  }

  void part_of_the_log_is_clipped_to_what_is_there() {
    RecordLog<int> log;
    for (int n = 0; n < 2000; ++n) log.append(n);
    std::vector<int> seen;
    const auto keep = [&](int row) { seen.push_back(row); };
    log.for_each(1020, 1030, keep);
    QCOMPARE(seen.size(), std::size_t{10});
    QCOMPARE(seen.front(), 1020);
    seen.clear();
    log.for_each(1990, 9999, keep);
    QCOMPARE(seen.size(), std::size_t{10});
    seen.clear();
    log.for_each(50, 50, keep);
    log.for_each(60, 50, keep);
    log.for_each(5000, 6000, keep);
    QVERIFY(seen.empty());
  }

  void readers_follow_a_growing_log_without_loss_or_tear() {
    constexpr std::uint64_t rows = 200'000;
    RecordLog<Row> log;
    std::atomic<std::uint64_t> wrong{0};
    {
      std::vector<std::jthread> threads;
      for (int reader = 0; reader < 3; ++reader) {
        threads.emplace_back([&] {
          std::uint64_t next = 0;
          while (next < rows) {
            const std::size_t size = log.size();
            log.for_each(next, size, [&](const Row& row) {
              wrong += row.number != next || row.twice != 2 * next;
              ++next;
            });
            std::this_thread::yield();
          }
        });
      }
      threads.emplace_back([&] {
        for (std::uint64_t n = 0; n < rows; ++n) log.append({n, 2 * n});
      });
    }
    QCOMPARE(wrong.load(), std::uint64_t{0});
    QCOMPARE(log.size(), std::size_t{rows});
  }
};

TEST_PROGRAM(HandoffTest)

}  // namespace handoff_test

#include "handoff_test.moc"
