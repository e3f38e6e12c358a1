// Traces down to pixel columns: no peak is lost, whatever the lengths.
#include "core/lab/decimate.h"

#include <rapidcheck.h>

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace decimate_test {

using namespace homeostat;
using lab::Column;

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

std::vector<Column> decimated(const std::vector<double>& samples, std::size_t columns) {
  std::vector<Column> result;
  lab::decimate(samples, columns, result);
  return result;
}

}  // namespace

class DecimateTest : public QObject {
  Q_OBJECT

 private slots:
  void column_has_first_lowest_highest_and_last_sample() {
    const auto columns = decimated({3, 1, 4, 1, 5, 9, 2, 6}, 2);
    QCOMPARE(columns.size(), std::size_t{2});
    const Column& left = columns[0];
    QVERIFY(left.first == 3 && left.low == 1 && left.high == 4 && left.last == 1);
    const Column& right = columns[1];
    QVERIFY(right.first == 5 && right.low == 2 && right.high == 9 && right.last == 6);
  }

  void fewer_samples_than_columns_give_one_column_each() {
    const auto columns = decimated({1, 2, 3}, 100);
    QCOMPARE(columns.size(), std::size_t{3});
    for (std::size_t k = 0; k < 3; ++k) {
      const auto value = static_cast<float>(k + 1);
      QVERIFY(columns[k].first == value && columns[k].low == value && columns[k].high == value &&
              columns[k].last == value);
    }
  }

  void nothing_gives_nothing() {
    QVERIFY(decimated({}, 10).empty());
    QVERIFY(decimated({1, 2}, 0).empty());
  }

  void samples_that_are_no_numbers_are_skipped() {
    const auto columns = decimated({no_number, 2, no_number, 1, no_number, no_number}, 2);
    QVERIFY(columns[0].first == 2 && columns[0].last == 2);
    QVERIFY(columns[1].low == 1 && columns[1].high == 1);
    QVERIFY(std::isnan(decimated({no_number, no_number, no_number, 1}, 2)[0].low));
  }

  void smaller_second_answer_forgets_the_first() {
    std::vector<Column> columns;
    lab::decimate(std::vector<double>(100, 7.0), 50, columns);
    lab::decimate(std::vector<double>{1, 2}, 50, columns);
    QCOMPARE(columns.size(), std::size_t{2});
    QVERIFY(columns[0].high == 1 && columns[1].high == 2);
  }

  void no_peak_is_lost_and_none_is_invented() {
    QVERIFY(rc::check("extremes, ends and joints of any trace", [] {
      const auto length = *rc::gen::inRange<std::size_t>(1, 400);
      const auto samples = *rc::gen::container<std::vector<double>>(
          length, rc::gen::map(rc::gen::inRange(-1000, 1000), [](int n) { return n / 8.0; }));
      const auto count = *rc::gen::inRange<std::size_t>(1, 120);
      const auto columns = decimated(samples, count);
      RC_ASSERT(columns.size() == std::min(count, samples.size()));
      const auto [low, high] = std::minmax_element(samples.begin(), samples.end());
      float lowest = columns[0].low, highest = columns[0].high;
      for (const Column& column : columns) {
        RC_ASSERT(column.low <= column.first && column.first <= column.high);
        RC_ASSERT(column.low <= column.last && column.last <= column.high);
        lowest = std::min(lowest, column.low);
        highest = std::max(highest, column.high);
      }
      RC_ASSERT(lowest == static_cast<float>(*low) && highest == static_cast<float>(*high));
      RC_ASSERT(columns.front().first == static_cast<float>(samples.front()));
      RC_ASSERT(columns.back().last == static_cast<float>(samples.back()));
    }));
  }
};

TEST_PROGRAM(DecimateTest)

}  // namespace decimate_test

#include "decimate_test.moc"
