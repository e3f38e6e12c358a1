// Figure S2 against an independent program: its analytic columns exactly, its shares of converged
// runs within what two samples of that size differ by.
#include "core/lab/variant_table.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <string>

#include "core/lab/catalogue.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/reference_table.h"
#include "tests/support/test_program.h"

namespace variant_table_test {

using namespace homeostat;
using namespace homeostat::lab;

namespace {

const auto ignore = [](const std::vector<VariantRow>&, double) {};

VariantQuestion question(int runs, std::int64_t trials) {
  return {built_in_experiment("figs2"), runs, trials};
}

/// Two samples of n and 100 runs, the larger of their shares taken for both: their difference stays
/// below five standard errors but once in two million times. Runs of a batch share their noise, so
/// each batch counts for a third of its runs.
double allowed_difference(double a, double b, int n) {
  const double p = std::clamp(std::max(a, b), 0.02, 0.5);
  return 5 * std::sqrt(p * (1 - p) * (3.0 / n + 1.0 / 100));
}

}  // namespace

class VariantTableTest : public QObject {
  Q_OBJECT

 private slots:
  void analytic_columns_are_those_of_the_reference() {
    const test::ReferenceTable table("stability/homeo_anti_variants.csv");
    const auto rows = analytic_variants(question(1, 1));
    QCOMPARE(rows.size(), std::size_t{16});
    for (const VariantRow& row : rows) {
      const std::size_t at = table.row_of(table.columns().front(), row.letters());
      CLAIM(row.has_stable_region == (table.text(at, "has_stable_region") == "True"), row.rule);
      NEAR(row.overlap_share, table.number(at, "frac_eq"), 1e-5, row.rule);
    }
  }

  void shares_of_converged_runs_agree_with_an_independent_program() {
    if (test::is_slow()) QSKIP("A statistic: no code that the other tests here do not run");
    const test::ReferenceTable table("rate/S2_table.csv");
    constexpr int runs = 24;
    for (const VariantRow& row :
         run_variants(question(runs, 1000), {2, Priority::normal}, {}, ignore)) {
      const std::size_t at = table.row_of("rule", row.letters());
      const auto compare = [&](const RunCounts& ours, const char* column) {
        QCOMPARE(ours.runs, runs);
        const double reference = table.number(at, column) / 100;
        NEAR(ours.share(), reference, allowed_difference(ours.share(), reference, runs),
             row.rule + ", " + column);
      };
      compare(row.self_sustained, "near_conv_100");
      if (QTest::currentTestFailed()) return;
      compare(row.developmental, "dev_conv_100");
      if (QTest::currentTestFailed()) return;
    }
  }

  void counts_do_not_depend_on_the_number_of_threads() {
    const auto one =
        variants_csv(run_variants(question(34, 60), {1, Priority::normal}, {}, ignore));
    const auto five =
        variants_csv(run_variants(question(34, 60), {5, Priority::background}, {}, ignore));
    QCOMPARE(one, five);
  }

  void a_stopped_table_keeps_what_is_done() {
    std::stop_source stop;
    const auto rows = run_variants(question(32, 100), {1, Priority::normal}, stop.get_token(),
                                   [&](const std::vector<VariantRow>&, double done) {
                                     if (done > 0.1) stop.request_stop();
                                   });
    int runs = 0;
    for (const VariantRow& row : rows) runs += row.self_sustained.runs + row.developmental.runs;
    QVERIFY(runs >= 3 * 32 && runs < 16 * 32);
  }
};

TEST_PROGRAM(VariantTableTest)

}  // namespace variant_table_test

#include "variant_table_test.moc"
