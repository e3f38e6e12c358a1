// Figs. 5G-H and 6G-H with as many starts as the paper has. Label: long (a quarter of an hour each
// on two processors). The independent program's sixteen starts (its mean rates: 5.0001 and 14.0005
// Hz) are what the 400 are held against.
#include <QtTest>
#include <cmath>
#include <cstdio>

#include "core/lab/catalogue.h"
#include "core/lab/many_starts.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

namespace many_starts_large_test {

using namespace homeostat;
using lab::StartsSummary;

namespace {

constexpr std::size_t starts = 400;

StartsSummary ends_of(const char* name) {
  const lab::EnsembleQuestion question = lab::many_starts(lab::built_in_experiment(name), starts);
  const auto answer =
      lab::run_ensemble(question, {lab::processor_count(), lab::Priority::normal},
                        [last = 0.0](const lab::EnsembleAnswer&, double part_done) mutable {
                          if (part_done < last + 0.05) return;
                          last = part_done;
                          std::printf("%.0f %%\n", 100 * part_done);
                          std::fflush(stdout);
                        },
                        {});
  const StartsSummary s = lab::summary_of(answer);
  std::printf(
      "%s: %zu starts, %zu at the setpoints, %zu unit by unit, %zu silent, %zu failed; E "
      "%.4f +- %.4f, I %.4f +- %.4f Hz\n",
      name, s.done, s.at_setpoints, s.unit_by_unit, s.silent, s.failed, s.mean.E,
      s.standard_error.E, s.mean.I, s.standard_error.I);
  return s;
}

}  // namespace

class ManyStartsLargeTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    if (test::is_slow()) QSKIP("Statistics: no code that many_starts_test does not run");
  }

  void cross_homeostatic_populations_reach_their_setpoints_and_no_unit_does() {
    const StartsSummary s = ends_of("fig5g");
    QCOMPARE(s.done, starts);
    QCOMPARE(s.at_setpoints, starts);
    QCOMPARE(s.unit_by_unit, std::size_t{0});
    NEAR(s.mean.E, 5.0001, 0.001, "E");
    NEAR(s.mean.I, 14.0005, 0.001, "I");
  }

  void two_term_units_reach_them_one_by_one_as_in_the_independent_program() {
    const StartsSummary s = ends_of("fig6g");
    QCOMPARE(s.done, starts);
    QCOMPARE(s.at_setpoints, starts);
    // There every unit is within 0.1 Hz in 11 of 16; here they spread by less, which is implied.
    const double share = double(s.unit_by_unit) / double(starts), theirs = 11.0 / 16;
    const double error = std::sqrt(theirs * (1 - theirs) / 16);
    CLAIM(share > theirs - 3 * error, "unit by unit: " + std::to_string(share));
    NEAR(s.mean.E, 5.0001, 0.001, "E");
    NEAR(s.mean.I, 14.0005, 0.001, "I");
  }
};

TEST_PROGRAM(ManyStartsLargeTest)

}  // namespace many_starts_large_test

#include "many_starts_large_test.moc"
