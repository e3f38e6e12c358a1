// Analysis against outcome: where they part, the sentence says what the run showed.
#include "core/lab/basin_verdict.h"

#include <QtTest>
#include <algorithm>
#include <string>

#include "core/ei/stability.h"
#include "core/lab/engine.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace basin_verdict_test {

using namespace homeostat;
using lab::BasinCell;
using lab::BasinQuestion;
using lab::BasinVerdict;

namespace {

/// One cell under a rule.
BasinQuestion at(const std::string& rule, double W_EE, double W_IE, std::int64_t trials) {
  BasinQuestion q;
  q.experiment = test::experiment_with({{"rule", rule}});
  q.grid = {W_EE, W_EE, W_IE, W_IE, 1, 1};
  q.trials = trials;
  return q;
}

BasinCell run(const BasinQuestion& q) { return basin_map(q, {}).cell(0, 0); }

BasinVerdict verdict_on(const BasinQuestion& q) { return basin_verdict(q, run(q)); }

void verify_why(const BasinQuestion& q, bool is_stable, const std::string& begins,
                const std::string& contains = "") {
  const BasinVerdict verdict = verdict_on(q);
  QVERIFY(verdict.applies && !verdict.agrees());
  QCOMPARE(verdict.is_stable, is_stable);
  CLAIM(verdict.why.starts_with(begins), verdict.why);
  CLAIM(verdict.why.find(contains) != std::string::npos, verdict.why);
}

lab::Event event_at(std::int64_t trial, const char* symbol, lab::Operation operation,
                    double value) {
  lab::Event e;
  e.trial = trial;
  e.symbol = symbol;
  e.operation = operation;
  e.value = value;
  return e;
}

}  // namespace

class BasinVerdictTest : public QObject {
  Q_OBJECT

 private slots:
  void agreement_needs_no_words() {
    const BasinVerdict holds = verdict_on(at("cross_homeostatic", 5, 10, 400));
    QVERIFY(holds.applies && holds.is_stable && holds.is_converged && holds.agrees());
    QVERIFY(holds.why.empty());
    const BasinVerdict fails = verdict_on(at("homeostatic", 5, 10, 1500));
    QVERIFY(fails.applies && !fails.is_stable && !fails.is_converged && fails.agrees());
    QVERIFY(fails.why.empty());
  }

  void verdict_is_that_of_the_stability_analysis() {
    for (const char* rule : {"cross_homeostatic", "homeostatic", "forced_balance"}) {
      for (const double W_IE : {6.5, 12.0, 20.0}) {
        const BasinQuestion q = at(rule, 5, W_IE, 1);
        const auto point = stability_at(lab::plane_problem(q.experiment.parameters), 5, W_IE);
        QCOMPARE(verdict_on(q).is_stable, point.is_stable());
      }
    }
  }

  void kick_out_of_the_basin_names_the_largest_rate_and_its_trial() {
    const BasinQuestion q = at("cross_homeostatic", 2.9032, 9.2903, 500);
    verify_why(q, true, "kicked out of the basin: E overshoots to 100 Hz in trial 2; silent since");
    const auto rows = test::rows_of(cell_experiment(q, 0, 0), 3);
    QVERIFY(rows[1].mean.E > 99.5 && rows[1].mean.E > rows[0].mean.E);
  }

  void start_that_moves_to_where_it_is_stable_names_the_place() {
    const BasinQuestion q = at("cross_homeostatic", 2.9032, 10.0645, 500);
    const BasinCell cell = run(q);
    const auto there = stability_at(lab::plane_problem(q.experiment.parameters),
                                    cell.run.last.weights.EE, cell.run.last.weights.IE);
    QVERIFY(there.is_stable());
    verify_why(q, false, "not stable at the start (the neurons are not stable), moved along the ",
               "(5.59, 9.43), where it is stable");
  }

  void pulse_that_never_ignites_is_named() {
    BasinQuestion q = at("cross_homeostatic", 2.6, 6, 50);
    q.experiment.parameters.set("pulse_amplitude", 5);
    lab::set_alpha(q.experiment.parameters, 1e-7);
    verify_why(q, true, "stable at the start, but the pulse never ignites it");
  }

  void first_trials_that_are_silent_are_counted() {
    BasinQuestion q = at("cross_homeostatic", 2.6, 6, 90);
    q.experiment.parameters.set("pulse_amplitude", 5.5);  // needs W_EE = 3.062
    const auto rows = test::rows_of(cell_experiment(q, 0, 0), 90);
    const auto up = std::ranges::find_if(rows, [](auto& row) { return row.mean.E > 1; });
    QVERIFY(up != rows.begin() && up != rows.end());
    verify_why(q, true,
               "stable at the start, but the first " + std::to_string(up - rows.begin()) +
                   " trials are silent: the pulse does not ignite it");
  }

  void slow_approach_is_not_decided_and_names_the_slowest_mode() {
    verify_why(at("homeostatic", 4.8387, 16.2581, 1000), true,
               "not decided within 1000 trials: at 5.0 / 14.1 Hz", "slowest mode 9");
  }

  void slow_instability_is_not_seen_and_names_its_e_fold() {
    verify_why(at("homeostatic", 6.4516, 19.3548, 1000), false,
               "not stable at the start (the rule is not stable), nor at (6.46, 19.38), but too "
               "slowly to be seen in 1000 trials: an e-fold takes 6");
  }

  void averages_may_hold_where_the_neurons_do_not_rest() {
    const BasinQuestion q = at("homeostatic", 4.5161, 18.5806, 1000);
    verify_why(q, false, "not stable at the start (the neurons are not stable), nor at",
               "but the trial averages hold the setpoints");
    // They do not rest: E swings within the window over which it is averaged.
    lab::Experiment e = cell_experiment(q, 0, 0);
    test::Recorder recorder(true);
    lab::Engine engine(e);
    engine.advance(300, recorder);
    const auto& E = recorder.traces.back().E;
    const auto [low, high] = std::minmax_element(E.end() - 5000, E.end());
    QVERIFY(*high - *low > 0.5);
  }

  void weight_lifted_to_its_floor_is_named() {
    // W_II would be 0.005, on the unstable side of the trace line; the floor is 0.1.
    verify_why(at("cross_homeostatic", 6.1905, 5.7143, 500), false, "not stable at the start",
               "W_II is at its floor");
  }

  void event_that_stops_a_run_is_quoted() {
    BasinQuestion q = at("cross_homeostatic", 5, 10, 60);
    q.experiment.events = {event_at(30, "W_II", lab::Operation::add, -5)};
    verify_why(q, true, "stable at the start, but event on W_II");
    QCOMPARE(outcome_text(run(q)), std::string_view("failed"));
  }

  void setpoints_that_an_event_moves_are_those_judged_at_the_end() {
    BasinQuestion q = at("cross_homeostatic", 5, 10, 31);
    q.experiment.events = {event_at(30, "E_set", lab::Operation::set, 1)};
    // Both peaks stay below twice the old setpoints; E passes twice the new one.
    verify_why(q, true, "kicked out of the basin: E overshoots to 5 Hz");
  }

  void starts_off_the_plane_have_no_analysis() {
    BasinQuestion q = at("cross_homeostatic", 5, 10, 20);
    q.others = lab::OtherWeights::experiment;
    QVERIFY(!verdict_on(q).applies);
    QVERIFY(!basin_verdict(q, BasinCell{}).applies);
  }

  void every_line_of_the_table_has_the_columns_of_its_header() {
    const auto header = QString::fromStdString(lab::basin_csv_header());
    QCOMPARE(header.count(','), 12);
    // What stands between quotation marks is one field.
    static const QRegularExpression quoted("\"[^\"]*\"");
    for (const auto& [W_EE, W_IE, outcome] : {std::tuple{5.0, 10.0, "converged"},
                                              {1.0, 10.0, "out_of_reach"},
                                              {2.9032, 9.2903, "silent"}}) {
      BasinQuestion q = at("cross_homeostatic", W_EE, W_IE, 400);
      for (const auto others : {lab::OtherWeights::setpoint_plane, lab::OtherWeights::fixed}) {
        q.others = others;
        q.W_EI = q.W_II = 1;
        auto line = QString::fromStdString(basin_csv_line(q, run(q)));
        if (others == lab::OtherWeights::setpoint_plane)
          QCOMPARE(line.split(',')[4], QString(outcome));
        QCOMPARE(line.replace(quoted, "").count(','), 12);
        QVERIFY(line.endsWith('\n'));
      }
    }
  }
};

TEST_PROGRAM(BasinVerdictTest)

}  // namespace basin_verdict_test

#include "basin_verdict_test.moc"
