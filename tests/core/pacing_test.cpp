#include "core/lab/pacing.h"
#include "tests/support/test_program.h"

#include <QtTest>

namespace pacing_test {

using homeostat::lab::next_chunk;

class PacingTest : public QObject {
  Q_OBJECT

 private slots:
  void a_chunk_settles_at_what_fits_the_target() {
    constexpr double per_trial = 1e-4, target = 8e-3;
    std::int64_t chunk = 1;
    for (int k = 0; k < 20; ++k) chunk = next_chunk(chunk, per_trial * static_cast<double>(chunk), target);
    QCOMPARE(chunk, std::int64_t{80});
  }

  void it_grows_at_most_twofold_and_shrinks_at_once() {
    QCOMPARE(next_chunk(10, 1e-9, 8e-3), std::int64_t{20});
    QCOMPARE(next_chunk(1000, 1.0, 8e-3), std::int64_t{8});
  }

  void there_is_always_one_trial() {
    QCOMPARE(next_chunk(1, 10.0, 8e-3), std::int64_t{1});
    QCOMPARE(next_chunk(1, 0.0, 8e-3), std::int64_t{2});
  }
};

TEST_PROGRAM(PacingTest)

}  // namespace pacing_test

#include "pacing_test.moc"
