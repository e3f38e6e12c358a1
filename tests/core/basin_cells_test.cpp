// A cell of the basin map: the very run of its experiment, decided rightly before its end.
#include <QtTest>
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/ei/steady_state.h"
#include "core/lab/basin_map.h"
#include "core/lab/batch_run.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace basin_cells_test {

using namespace homeostat;
using lab::BasinCell;
using lab::BasinMap;
using lab::BasinQuestion;
using lab::OtherWeights;

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

/// The outcome of each run in full, judged by nothing but its rows.
class InFull : public lab::BatchObserver {
 public:
  explicit InFull(std::size_t runs) : outcomes(runs) {}
  bool on_trial(std::size_t run, const lab::TrialRow& row) override {
    outcomes[run].add(row, parameters);
    return true;
  }
  void on_failure(std::size_t, const std::string&) override {}

  std::vector<lab::OutcomeDetector> outcomes;
  lab::ParameterValues parameters;
};

}  // namespace

class BasinCellsTest : public QObject {
  Q_OBJECT

 private slots:
  void decided_outcomes_are_those_of_the_whole_runs_data() {
    QTest::addColumn<QString>("rule");
    QTest::addColumn<bool>("is_noisy");
    for (const char* rule : {"cross_homeostatic", "homeostatic", "two_term", "homeo_HAAA",
                             "homeo_HHAH", "forced_balance", "gradient_exact"}) {
      QTest::addRow("%s, noise-free", rule) << rule << false;
      QTest::addRow("%s, noisy", rule) << rule << true;
    }
  }

  void decided_outcomes_are_those_of_the_whole_runs() {
    QFETCH(QString, rule);
    QFETCH(bool, is_noisy);
    BasinQuestion q = question(rule.toStdString(), 8, test::patient<std::int64_t>(500, 200));
    q.is_noisy = is_noisy;
    const BasinMap map = basin_map(q, two_threads);
    std::vector<const BasinCell*> cells;
    std::vector<ei::Weights> starts;
    for (const BasinCell& cell : map.cells) {
      if (cell.is_finished()) cells.push_back(&cell), starts.push_back(cell.start);
    }
    QVERIFY(cells.size() > 40);
    InFull full(starts.size());
    full.parameters = q.experiment.parameters;
    lab::Experiment e = q.experiment;
    if (!is_noisy) e.parameters.set("noise_sigma", 0);
    lab::BatchRun runs(e, starts);
    runs.advance(q.trials, full);
    for (std::size_t k = 0; k < cells.size(); ++k) {
      const lab::CellRun& run = cells[k]->run;
      const std::string which = std::to_string(starts[k].EE) + ", " + std::to_string(starts[k].IE);
      CLAIM(run.outcome == full.outcomes[k].outcome(), which);
      CLAIM(run.outcome_trial == full.outcomes[k].since_trial(), which);
    }
  }

  void cell_is_the_run_of_its_experiment_up_to_where_it_was_decided() {
    BasinQuestion q = question("cross_homeostatic", 6, 300);
    q.is_noisy = true;
    q.seeds = 2;
    const BasinMap map = basin_map(q, two_threads);
    std::mt19937 generator(1);
    int seen = 0;
    while (seen < 8) {
      const int column = static_cast<int>(generator() % 6), row = static_cast<int>(generator() % 6);
      const BasinCell& cell = map.cell(column, row);
      if (!cell.is_finished()) continue;
      ++seen;
      const lab::Experiment e = cell_experiment(q, column, row);
      const auto rows = test::rows_of(e, e.trials);
      lab::RunStory story;
      for (const auto& r : rows) story.add(r, e.parameters);
      const auto decided = static_cast<std::size_t>(cell.decided_trial());
      const auto field = test::first_difference(rows[decided - 1], cell.run.last);
      CLAIM(field.empty(), field);
      QCOMPARE(cell.run.outcome, story.outcome.outcome());
      QCOMPARE(cell.run.first_up, story.first_up);
      const auto highest =
          std::max_element(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(decided),
                           [](auto& a, auto& b) { return a.mean.E < b.mean.E; });
      SAME(cell.run.E.rate, highest->mean.E, "peak");
      QCOMPARE(cell.run.E.trial, highest->trial);
      // The second seed is the next one.
      const lab::Experiment second = cell_experiment(q, column, row, 1);
      QCOMPARE(second.seed, e.seed + 1);
      lab::OutcomeDetector outcome;
      for (const auto& r : test::rows_of(second, second.trials)) outcome.add(r, e.parameters);
      const int converged = (cell.run.outcome == lab::Outcome::converged ? 1 : 0) +
                            (outcome.outcome() == lab::Outcome::converged ? 1 : 0);
      QCOMPARE(cell.seeds_converged, converged);
      QCOMPARE(cell.seeds_done, 2);
    }
  }

  void protocol_holds_in_every_cell_and_the_log_is_left_out() {
    BasinQuestion q = question("cross_homeostatic", 4, 60);
    lab::Event event;
    event.trial = 20;
    event.symbol = "W_IE";
    event.operation = lab::Operation::scale;
    event.value = 1.2;
    q.experiment.events = {event};
    event.trial = 2;
    q.experiment.log = {event};
    const BasinMap map = basin_map(q, two_threads);
    const lab::Experiment e = cell_experiment(q, 2, 1);
    QVERIFY(e.log.empty());
    QCOMPARE(test::first_difference(test::rows_of(e, 60).back(), map.cell(2, 1).run.last),
             std::string());
  }

  void other_weights_start_where_the_question_says() {
    BasinQuestion q = question("cross_homeostatic", 3, 1);
    q.experiment.parameters.set("W_EI", 1.25);
    q.experiment.parameters.set("W_II", 0.75);
    q.W_EI = 0.5;
    q.W_II = 2.5;
    const auto start = [&](OtherWeights others) {
      q.others = others;
      return basin_map(q, two_threads).cell(2, 1).start;
    };
    const double W_EE = q.grid.W_EE(2), W_IE = q.grid.W_IE(1);
    QVERIFY(start(OtherWeights::fixed) == (ei::Weights{W_EE, 0.5, W_IE, 2.5}));
    QVERIFY(start(OtherWeights::experiment) == (ei::Weights{W_EE, 1.25, W_IE, 0.75}));
    const ei::Rates up = up_state(lab::rate_parameters(q.experiment.parameters),
                                  start(OtherWeights::setpoint_plane));
    NEAR(up.E, 5, 1e-12, "E on the set-point plane");
    NEAR(up.I, 14, 1e-12, "I on the set-point plane");
  }

  void negative_weights_are_out_of_reach_and_small_ones_are_lifted_by_the_first_update() {
    BasinQuestion q = question("cross_homeostatic", 1, 1);
    const auto cell = [&](double W_EE, double W_IE) {
      q.grid = {W_EE, W_EE, W_IE, W_IE, 1, 1};
      return basin_map(q, two_threads).cell(0, 0);
    };
    // W_EI > 0 above W_EE = 1.96, W_II > 0 above W_IE = 5.7 (facts, Table 1).
    QCOMPARE(cell(1.9, 10).state, BasinCell::State::out_of_reach);
    QCOMPARE(cell(5, 5.6).state, BasinCell::State::out_of_reach);
    QCOMPARE(cell(-1, 10).state, BasinCell::State::out_of_reach);
    const BasinCell low = cell(5, 5.75);
    QCOMPARE(low.state, BasinCell::State::finished);
    QVERIFY(low.start.II < 0.1 && low.run.last.weights.II >= 0.1);
  }

  void run_that_cannot_go_on_says_why() {
    BasinQuestion q = question("homeostatic", 2, 10);
    lab::Event event;
    event.trial = 3;
    event.symbol = "W_EI";
    event.operation = lab::Operation::add;
    event.value = -50;
    q.experiment.events = {event};
    const BasinMap map = basin_map(q, two_threads);
    const BasinCell& cell = map.cell(1, 1);
    QVERIFY(cell.run.failure.find("W_EI") != std::string::npos);
    QCOMPARE(cell.decided_trial(), std::int64_t{2});
    QCOMPARE(cell.seeds_converged, 0);
  }

  void questions_that_cannot_be_run_are_refused_by_name() {
    const auto field_refused = [](const BasinQuestion& q) {
      try {
        basin_map(q, two_threads);
      } catch (const InputError& error) {
        return error.field();
      }
      return std::string("nothing");
    };
    const BasinQuestion good = question("cross_homeostatic", 3, 5);
    QCOMPARE(field_refused(good), std::string("nothing"));
    BasinQuestion q = good;
    q.experiment = test::experiment_with({{"mode", "online"}});
    QCOMPARE(field_refused(q), std::string("mode"));
    q = good;
    q.grid.nx = 0;
    QCOMPARE(field_refused(q), std::string("grid"));
    q = good;
    q.grid.W_EE_max = q.grid.W_EE_min - 1;
    QCOMPARE(field_refused(q), std::string("W_EE"));
    q = good;
    q.trials = 0;
    QCOMPARE(field_refused(q), std::string("trials"));
    q = good;
    q.seeds = 3;
    QCOMPARE(field_refused(q), std::string("seeds"));
    q.is_noisy = true;
    QCOMPARE(field_refused(q), std::string("nothing"));
    q = good;
    q.others = OtherWeights::fixed;
    q.W_II = -1;
    QCOMPARE(field_refused(q), std::string("W_II"));
    q = good;
    q.experiment.parameters.set("dt", 50);
    QCOMPARE(field_refused(q), std::string("dt"));
  }
};

TEST_PROGRAM(BasinCellsTest)

}  // namespace basin_cells_test

#include "basin_cells_test.moc"
