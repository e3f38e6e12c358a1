// What is said of a run of a spiking network, and the sample of its weights.
#include "core/lab/network_words.h"
#include "core/ei/synapses.h"

#include <QTest>
#include <cmath>

#include "core/lab/engine.h"
#include "tests/support/small_network.h"
#include "tests/support/test_program.h"

namespace network_words_test {

using namespace homeostat;
using namespace homeostat::lab;

namespace {

/// Rows as a network would have made them, and the story of them.
struct Told {
  Experiment experiment = built_in_experiment("fig7");
  Run run;
  RunStory story;

  void add(ei::Rates average, double up_s, bool lasts) {
    TrialRow row;
    row.trial = static_cast<std::int64_t>(run.rows.size()) + 1;
    row.average = row.mean = average;
    row.weights = {80 + 0.01 * static_cast<double>(row.trial), 350, 100, 225};
    row.network = {.up_duration_s = up_s,
                   .up_states = up_s > 0 ? 1 : 0,
                   .lasts_to_end = lasts,
                   .spread = {0.5, 1},
                   .mse_average = 1,
                   .mse_raw = 1};
    run.rows.append(row);
    story.add(row, experiment.parameters);
  }
  PlainWords words() const { return network_words(story, run, experiment.parameters); }
};

}  // namespace

class NetworkWordsTest : public QObject {
  Q_OBJECT
 private slots:
  void before_the_first_up_state_the_kick_dies_out() {
    Told told;
    QCOMPARE(told.words().word, std::string("Ready"));
    for (int k = 0; k < 5; ++k) told.add({0.3, 0.1}, 0, false);
    QCOMPARE(told.words().clause, std::string("No up-state yet: the kick dies out."));
    QVERIFY(told.words().reasons.find("raising W_EE") != std::string::npos);
    told.experiment.parameters.set("kick_cells", 0);
    QCOMPARE(told.words().clause, std::string("No up-state yet: there is no kick."));
  }

  void at_the_setpoints_it_says_whether_up_states_last() {
    Told lasting, dying;
    for (int k = 0; k < 150; ++k) {
      lasting.add({5, 14}, 1.35, true);
      dying.add({5, 14}, 0.4, false);
    }
    QCOMPARE(lasting.words().word, std::string("Converged"));
    QCOMPARE(lasting.words().clause, std::string("Up-state lasts to the end of the trial."));
    QVERIFY(lasting.words().reasons.starts_with("5.0 / 14.0 Hz over the last 100 trials."));
    QCOMPARE(lasting.story.first_lasting, std::int64_t{1});
    QCOMPARE(dying.words().word, std::string("Converged"));
    QCOMPARE(dying.words().clause, std::string("Up-states of 0.40 s end before the trial does."));
    QCOMPARE(dying.story.first_lasting, std::int64_t{0});
  }

  void silence_after_up_states_is_said() {
    Told told;
    told.add({5, 14}, 1, true);
    for (int k = 0; k < 150; ++k) told.add({0.2, 0.1}, 0, false);
    QCOMPARE(told.words().clause, std::string("No up-state since trial 1."));
    QVERIFY(told.words().mood == Mood::bad);
  }

  void a_sample_holds_the_weights_of_its_cells_and_nothing_else() {
    Experiment e = test::small_network();
    e.parameters.set("N_E", 430);
    e.parameters.set("N_I", 107);
    e.parameters.set("p_conn", 0.25);
    const Engine engine(e);
    const WeightSample sample = sample_weights(*engine.synapses(), usual_sampling({430, 107}));
    QCOMPARE(sample.every, 3);
    QCOMPARE(sample.cells, (ei::Sizes{144, 36}));
    const auto place = [&](int cell) {
      const int own = cell < 430 ? cell : cell - 430;
      if (own % 3 != 0) return -1;
      return cell < 430 ? own / 3 : 144 + own / 3;
    };
    std::vector<float> expected(180 * 180, std::nanf(""));
    engine.synapses()->for_each([&](const ei::Synapse& s) {
      const int row = place(s.to), column = place(s.from);
      if (row >= 0 && column >= 0)
        expected[static_cast<std::size_t>(row * 180 + column)] = s.weight;
    });
    for (std::size_t k = 0; k < expected.size(); ++k) {
      QVERIFY(expected[k] == sample.weights[k] ||
              (std::isnan(expected[k]) && std::isnan(sample.weights[k])));
    }
    const WeightSample all = sample_weights(*engine.synapses(), 1);
    std::size_t found = 0;
    for (const float weight : all.weights) found += std::isnan(weight) ? 0 : 1;
    QCOMPARE(found, engine.synapses()->count());
    engine.synapses()->for_each([&](const ei::Synapse& s) {
      QCOMPARE(all.weights[static_cast<std::size_t>(s.to) * 537 + static_cast<std::size_t>(s.from)],
               s.weight);
    });
  }
};

TEST_PROGRAM(NetworkWordsTest)

}  // namespace network_words_test

#include "network_words_test.moc"
