// Lesions and currents by hand, in a network that runs: they act at once, are logged, are undone,
// and replay to the same bits.
#include "core/lab/cell_treatment.h"

#include <QtTest>
#include <algorithm>
#include <map>

#include "core/lab/cell_set.h"
#include "core/lab/experiment_io.h"
#include "core/math/check.h"
#include "tests/support/live_frames.h"
#include "tests/support/small_network.h"
#include "tests/support/test_program.h"

namespace cell_treatment_test {

using namespace homeostat;
using namespace homeostat::lab;

namespace {

constexpr ei::Sizes sizes{160, 40};

std::vector<int> cells(const char* text) { return parse_cells(text, sizes); }

std::size_t spikes_of(const NetworkTrial& trial, const std::vector<int>& cells) {
  return static_cast<std::size_t>(std::ranges::count_if(trial.spikes, [&](const ei::Spike& spike) {
    return std::ranges::binary_search(cells, int{spike.cell});
  }));
}

/// Steps a live run trial by trial, with what a hand wants before each.
class Steered {
 public:
  explicit Steered(const Experiment& e) : wish(test::wish_for(e)) {}

  /// The trial that was run then.
  std::shared_ptr<const NetworkTrial> step(const CellTreatment& treatment) {
    ask(treatment);
    ++wish.single_steps;
    live.post(wish);
    const std::int64_t wanted = ++trials_;
    frame = test::frame_when(live, [&](const Frame& f) { return f.trial >= wanted; });
    return frame ? frame->network : nullptr;
  }
  void ask(const CellTreatment& treatment) {
    wish.treatment = treatment;
    live.post(wish);
    // Wishes overwrite each other: this one shall be met.
    const std::uint64_t revision = ++wish.revision;
    live.post(wish);
    frame = test::frame_when(live, [&](const Frame& f) { return f.revision == revision; });
  }

  LiveRun live;
  Wish wish;
  std::unique_ptr<Frame> frame;

 private:
  std::int64_t trials_ = 0;
};

}  // namespace

class CellTreatmentTest : public QObject {
  Q_OBJECT

 private slots:
  void a_lesion_by_hand_acts_from_the_next_trial_on_and_is_undone() {
    Steered run(test::small_network());
    const auto chosen = cells("E 1-60, I 3");
    const CellTreatment lesion{chosen, {}};
    QVERIFY(spikes_of(*run.step({}), chosen) > 0);
    for (int k = 0; k < 2; ++k) {
      const auto trial = run.step(lesion);
      QCOMPARE(spikes_of(*trial, chosen), std::size_t{0});
      QCOMPARE(trial->lesioned, chosen);
    }
    const auto healed = run.step({});
    QVERIFY(spikes_of(*healed, chosen) > 0 && healed->lesioned.empty());
    QCOMPARE(run.frame->run->log.size(), std::size_t{2});
  }

  void a_current_by_hand_lasts_from_trial_to_trial_within_its_times() {
    Experiment e = test::small_network();
    e.parameters.set("kick_amplitude", 0);
    Steered run(e);
    const auto chosen = cells("E 5, I 7");
    const CellTreatment driven{{}, {{chosen, 400, 100, 200}}};
    QVERIFY(run.step({})->spikes.empty());
    for (int k = 0; k < 2; ++k) {
      const auto trial = run.step(driven);
      QVERIFY(spikes_of(*trial, chosen) > 4);
      QVERIFY(trial->spikes.front().step * trial->dt_ms > 100);
      QCOMPARE(trial->driven, chosen);
    }
    const auto after = run.step({});
    QVERIFY(after->spikes.empty() && after->driven.empty());
  }

  void steered_by_hand_and_replayed_are_the_same_bits() {
    Steered run(test::small_network());
    const CellCurrent first{cells("E 1-40"), 30, 100, 250},
        second{cells("E 20-90, I 2"), 55, 0, 300};
    const std::vector<CellTreatment> hand{{},
                                          {{}, {first}},
                                          {cells("E 3-9"), {first, second}},
                                          {cells("E 3-5, I 1-2"), {second}},  // undone in part
                                          {cells("E 3-5, I 1-2"), {second, first}},
                                          {}};
    std::vector<ei::Spikes> spikes;
    for (const CellTreatment& treatment : hand) {
      // Done, undone and done again before the next trial: the log has it, the network does not.
      run.ask({});
      spikes.push_back(run.step(treatment)->spikes);
    }
    const Experiment steered = run.frame->run->steered();
    const auto rows = test::rows_of(*run.frame->run);
    // Through a file, as people keep it.
    const Experiment saved = experiment_from_text(experiment_text(steered), "test");
    QVERIFY(saved == steered);
    const auto again = test::run_through(saved, static_cast<std::int64_t>(hand.size()));
    for (std::size_t k = 0; k < hand.size(); ++k)
      QVERIFY2(again.rows[k] == rows[k], qPrintable(QString::number(k + 1)));
    for (std::size_t k = 0; k < hand.size(); ++k) QVERIFY(again.trials[k].spikes == spikes[k]);
    const auto untouched =
        test::run_through(test::small_network(), static_cast<std::int64_t>(hand.size()));
    QVERIFY(untouched.trials[0].spikes == spikes[0]);
    QVERIFY(untouched.trials[2].spikes != spikes[2]);
  }

  void a_treatment_outlives_a_reset_of_everything() {
    Steered run(test::small_network());
    const auto chosen = cells("E 1-60");
    run.step({chosen, {}});
    ++run.wish.run;
    ++run.wish.single_steps;
    run.live.post(run.wish);
    const auto frame = test::frame_when(
        run.live, [](const Frame& f) { return f.run_number == 2 && f.trial == 1; });
    QVERIFY(frame);
    QCOMPARE(frame->network->lesioned, chosen);
    QCOMPARE(frame->run->log.size(), std::size_t{1});
  }

  void a_current_that_ended_stands_in_the_log_as_one_event() {
    StandingTreatment standing;
    std::vector<Event> log;
    const auto change = [&](const CellTreatment& wanted, std::int64_t trial) {
      for (const Event& event : standing.change_to(wanted, sizes, trial)) add_to_log(log, event);
    };
    change({{}, {{cells("E 1-3"), 50, 100, 200}}}, 4);
    QCOMPARE(log.size(), std::size_t{1});
    QCOMPARE(log[0].until_trial, std::optional(never));
    change({}, 9);
    QCOMPARE(log.size(), std::size_t{1});
    QCOMPARE(log[0].cells, std::string("E 1-3"));
    QCOMPARE(*log[0].trial, std::int64_t{4});
    QCOMPARE(log[0].until_trial, std::optional<std::int64_t>(9));
  }

  void what_the_network_does_not_have_is_refused() {
    Engine engine(test::small_network());
    Event event;
    event.trial = 1;
    event.symbol = lesion_symbol;
    event.value = 1;
    event.cells = "E 161";
    QVERIFY_EXCEPTION_THROWN(engine.treat(event), InputError);
  }
};

TEST_PROGRAM(CellTreatmentTest)

}  // namespace cell_treatment_test

#include "cell_treatment_test.moc"
