// One experiment from many starts: every start is the run it would be by itself, whatever the
// number of threads, and the summary counts what has become of them.
#include "core/lab/many_starts.h"

#include <QtTest>
#include <cmath>

#include "core/lab/catalogue.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace many_starts_test {

using namespace homeostat;
using namespace homeostat::lab;

namespace {

Experiment small_starts() {
  Experiment e = built_in_experiment("fig6g");
  for (const auto& [symbol, value] :
       {std::pair("N_E", 8.0), {"N_I", 4.0}, {"trial_duration", 500.0}, {"average_window", 100.0}})
    e.parameters.set(symbol, value);
  e.trials = 120;
  return e;
}

EnsembleMember member(double E, double I, double spread, std::int64_t trials_done) {
  EnsembleMember m;
  m.set = {5, 14};
  m.trials = 100;
  m.points = {{50, {1, 1}, 0, 0}, {trials_done, {E, I}, 0, 0}};
  m.last.trial = trials_done;
  m.last.network.spread = {spread, spread};
  return m;
}

}  // namespace

class ManyStartsTest : public QObject {
  Q_OBJECT

 private slots:
  void each_start_is_the_run_of_its_seed_on_any_number_of_threads() {
    const EnsembleQuestion question = many_starts(small_starts(), 5);
    const auto run_on = [&](unsigned threads) {
      return run_ensemble(question, {threads, Priority::normal}, [](auto, double) {}, {});
    };
    const EnsembleAnswer one = run_on(1), two = run_on(2);
    for (std::size_t k = 0; k < 5; ++k) {
      QVERIFY(one.members[k].last == two.members[k].last);
      Experiment alone = small_starts();
      alone.seed = k + 1;
      const auto rows = test::rows_of(alone, alone.trials);
      QVERIFY(one.members[k].last == rows.back());
      // The last point is the mean of the trials since the one before.
      double sum = 0;
      for (std::size_t row = 100; row < 120; ++row) sum += rows[row].mean.E;
      NEAR(one.members[k].points.back().mean.E, sum / 20, 1e-12, "last point");
      QCOMPARE(one.members[k].points.size(), std::size_t{3});
    }
    QVERIFY(!(one.members[0].last == one.members[1].last));
  }

  void the_summary_counts_those_that_are_done() {
    EnsembleAnswer answer;
    answer.members = {member(5.05, 14.05, 0.01, 100), member(5.0, 14.0, 3, 100),
                      member(5.2, 14.0, 0.01, 100), member(0, 0, 0, 100),
                      member(5.0, 14.0, 0.01, 60)};
    answer.members.push_back({});
    answer.members.back().trials = 100;
    answer.members.back().error = "trial 3, unit E 1";
    const StartsSummary s = summary_of(answer);
    QCOMPARE(s.done, std::size_t{4});
    QCOMPARE(s.at_setpoints, std::size_t{2});
    QCOMPARE(s.unit_by_unit, std::size_t{1});
    QCOMPARE(s.silent, std::size_t{1});
    QCOMPARE(s.failed, std::size_t{1});
    NEAR(s.mean.E, (5.05 + 5 + 5.2) / 4, 1e-12, "mean");
    const double m = s.mean.E;
    const double squares =
        std::pow(5.05 - m, 2) + std::pow(5 - m, 2) + std::pow(5.2 - m, 2) + m * m;
    NEAR(s.standard_error.E, std::sqrt(squares / 3 / 4), 1e-12, "standard error");
  }

  void what_a_hand_did_is_no_part_of_the_starts() {
    Experiment e = small_starts();
    Event edit;
    edit.trial = 3;
    edit.symbol = "E_set";
    edit.value = 7;
    e.log = {edit};
    const EnsembleQuestion question = many_starts(e, 2);
    QVERIFY(question.experiments[1].log.empty());
    QCOMPARE(question.experiments[1].seed, std::uint64_t{2});
  }
};

TEST_PROGRAM(ManyStartsTest)

}  // namespace many_starts_test

#include "many_starts_test.moc"
