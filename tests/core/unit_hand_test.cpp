// A network of rate units under a hand: what it does to units acts, is logged, is undone and
// replays to the same bits; earlier trials come again as they were.
#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/lab/catalogue.h"
#include "core/lab/cell_set.h"
#include "core/lab/experiment_io.h"
#include "core/lab/past_trials.h"
#include "core/lab/unit_history.h"
#include "tests/support/live_frames.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace unit_hand_test {

using namespace homeostat;
using namespace homeostat::lab;

namespace {

constexpr ei::Sizes small{16, 4};

Experiment changed(Experiment experiment, std::initializer_list<Assignment> assignments) {
  return lab::with_assignments(std::move(experiment), assignments);
}

/// Fast to run, and awake from the first trial on.
Experiment small_units(std::string_view rule = "two_term") {
  Experiment e = changed(built_in_experiment("fig6"), {{"rule", std::string(rule)},
                                                       {"N_E", "16"},
                                                       {"N_I", "4"},
                                                       {"W_EE", "5"},
                                                       {"W_EI", "1.1"},
                                                       {"W_IE", "10"},
                                                       {"W_II", "1.5"},
                                                       {"W_spread", "0.1"},
                                                       {"trial_duration", "600"},
                                                       {"average_window", "200"},
                                                       {"alpha", "5e-5"}});
  e.trials = 60;
  return e;
}

std::vector<int> units(const char* text) { return parse_cells(text, small); }

/// Stops at the trials before which a hand wants something.
class Hand {
 public:
  explicit Hand(const Experiment& e) : wish(test::wish_for(e)) { live.post(wish); }

  void run_to(std::int64_t trial) {
    wish.jump_to = trial;
    ++wish.revision;
    live.post(wish);
    frame = test::frame_when(live, [&](const Frame& f) { return f.trial == trial; });
  }
  void want(CellTreatment treatment) {
    wish.treatment = std::move(treatment);
    ++wish.revision;
    live.post(wish);
    test::frame_when(live, [&](const Frame& f) { return f.revision == wish.revision; });
  }

  LiveRun live;
  Wish wish;
  std::unique_ptr<Frame> frame;
};

/// Everything a hand can do, some of it undone, some done again.
void steer(Hand& hand) {
  hand.run_to(8);
  CellTreatment t{units("E 3, I 2"), {}};
  hand.want(t);
  hand.run_to(16);
  t.currents = {{units("E 1-4"), 3, 100, 400}};
  t.setpoints = {{units("E 5"), 9}, {units("I 1"), 20}};
  hand.want(t);
  hand.run_to(24);
  t.imprints = {{units("E 1-6"), "W_EE", 1.7}};
  hand.want(t);
  hand.run_to(32);
  t.lesioned.clear();
  t.setpoints.erase(t.setpoints.begin());
  hand.want(t);
  hand.run_to(40);
  hand.want({});
  hand.run_to(60);
}

bool are_same(const NetworkTrial& a, const NetworkTrial& b) {
  const auto same = [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  return a.trial == b.trial && a.samples.rates == b.samples.rates && a.averages == b.averages &&
         a.rates.cells == b.rates.cells && a.inputs == b.inputs && a.lesioned == b.lesioned &&
         a.driven == b.driven && std::ranges::equal(a.weights.weights, b.weights.weights, same);
}

}  // namespace

class UnitHandTest : public QObject {
  Q_OBJECT

 private slots:
  void what_a_hand_did_replays_to_the_same_bits_through_a_file() {
    Hand hand(small_units());
    steer(hand);
    QVERIFY(hand.frame);
    QVERIFY2(hand.frame->error.empty(), hand.frame->error.c_str());
    const Experiment steered = hand.frame->run->steered();
    const Experiment saved = experiment_from_text(experiment_text(steered), "test");
    QVERIFY(saved == steered);
    const test::Kept again = test::run_through(saved, 60);
    const auto rows = test::rows_of(*hand.frame->run);
    for (std::size_t k = 0; k < rows.size(); ++k)
      QVERIFY2(rows[k] == again.rows[k], qPrintable(QString::number(k + 1)));
    const test::Kept untouched = test::run_through(small_units(), 60);
    QVERIFY(untouched.rows[7] == rows[7]);
    QVERIFY(!(untouched.rows[8] == rows[8]));
  }

  void every_past_trial_is_run_again_to_its_bits() {
    Hand hand(small_units());
    steer(hand);
    const test::Kept whole = test::run_through(hand.frame->run->steered(), 60);
    PastRunner past;
    for (const std::int64_t trial : {1, 2, 60, 9, 17, 25, 26, 33, 41, 40, 24, 5}) {
      const auto again = past.run({hand.frame->run, trial, {}}, [](double) {}, {});
      QVERIFY(again);
      QVERIFY2(are_same(*again, whole.trials[static_cast<std::size_t>(trial - 1)]),
               qPrintable(QString::number(trial)));
      QVERIFY(past.trials_run() <= 4);
    }
  }

  void a_lesioned_unit_is_silent_until_it_is_healed() {
    Hand hand(small_units());
    hand.run_to(3);
    hand.want({units("E 3"), {}});
    hand.run_to(4);
    QCOMPARE(hand.frame->network->rates.cells[2], 0.0);
    QCOMPARE(hand.frame->network->lesioned, units("E 3"));
    hand.want({});
    hand.run_to(5);
    QVERIFY(hand.frame->network->rates.cells[2] > 0);
    QVERIFY(hand.frame->network->lesioned.empty());
  }

  void a_setpoint_of_its_own_moves_one_unit_and_is_taken_back() {
    Experiment e = small_units();
    e.trials = 1800;
    Hand hand(e);
    hand.run_to(600);
    NEAR(hand.frame->network->averages[4], 5, 0.25, "before");
    CellTreatment own;
    own.setpoints = {{units("E 5"), 9}};
    hand.want(own);
    hand.run_to(1200);
    NEAR(hand.frame->network->averages[4], 9, 0.3, "with a setpoint of its own");
    NEAR(hand.frame->network->averages[5], 5, 0.3, "its neighbour");
    hand.want({});
    hand.run_to(1800);
    NEAR(hand.frame->network->averages[4], 5, 0.3, "taken back");
  }

  void an_imprint_is_followed_and_undoing_it_divides_the_weights() {
    Experiment e = changed(small_units(), {{"alpha", "0"}});
    Hand hand(e);
    hand.run_to(2);
    QCOMPARE(hand.frame->run->rows[1].network.contrast, 0.0);
    CellTreatment memory;
    memory.imprints = {{units("E 1-6"), "W_EE", 2}};
    hand.want(memory);
    hand.run_to(3);
    const double imprinted = hand.frame->run->rows[2].network.contrast;
    NEAR(imprinted, 2, 0.15, "contrast");  // the spread of the weights is a tenth
    hand.want({});
    hand.run_to(4);
    NEAR(hand.frame->run->rows[3].network.contrast, imprinted / 2, 1e-12, "undone");
  }

  void samples_are_those_of_the_trace() {
    Engine engine(small_units());
    struct Both : Observer {
      Trace* trace_for(std::int64_t) override { return &trace; }
      NetworkTrial* network_trial_for(std::int64_t) override { return &network; }
      void on_trial(const TrialRow&) override {}
      Trace trace;
      NetworkTrial network;
    } both;
    engine.advance(1, both);
    const ei::UnitSamples& samples = both.network.samples;
    QCOMPARE(samples.count(), std::size_t{600});
    for (std::size_t k = 0; k < samples.count(); ++k) {
      const std::size_t step = (k + 1) * 10 - 1;
      NEAR(samples.mean_E[k], both.trace.E[step], 1e-9, "E");
      NEAR(samples.mean_I[k], both.trace.I[step], 1e-9, "I");
      double sum = 0;
      for (int unit = 0; unit < small.E; ++unit) sum += static_cast<double>(samples.at(k, unit));
      NEAR(sum / small.E, samples.mean_E[k], 1e-4, "mean of the units");
    }
  }

  void a_row_tells_of_silent_units_and_of_what_the_rule_senses() {
    Experiment e = small_units("cross_homeostatic");
    e.events.clear();
    Hand hand(e);
    hand.run_to(1);
    hand.want({units("E 1-4"), {}});
    hand.run_to(20);
    const NetworkSummary& row = hand.frame->run->rows[19].network;
    QCOMPARE(row.silent.E, 0.25);
    const auto& averages = hand.frame->network->averages;
    double sensed = 0, errors = 0;
    for (int unit = 0; unit < small.E; ++unit)
      sensed += std::max(1.0, averages[static_cast<std::size_t>(unit)]) / small.E;
    NEAR(row.sensed.E, sensed, 1e-12, "sensed");
    for (std::size_t unit = 0; unit < 20; ++unit) {
      const double off = averages[unit] - (unit < 16 ? 5 : 14);
      errors += off * off / 20;
    }
    NEAR(row.mse_average, errors, 1e-9, "error of units");
    QVERIFY(row.mse_means < row.mse_average);
  }

  void a_history_that_is_full_keeps_every_second_moment() {
    UnitHistory history;
    for (std::int64_t trial = 0; trial <= 10'000; ++trial) {
      if (history.wants(trial)) history.add({trial, {1}, {2}, {3}});
    }
    const auto moments = history.moments();
    QVERIFY(moments.size() <= UnitHistory::most_moments);
    QVERIFY(moments.size() > UnitHistory::most_moments / 2);
    const std::int64_t every = moments[1]->trial;
    for (std::size_t k = 0; k < moments.size(); ++k)
      QCOMPARE(moments[k]->trial, every * static_cast<std::int64_t>(k));
  }
};

TEST_PROGRAM(UnitHandTest)

}  // namespace unit_hand_test

#include "unit_hand_test.moc"
