// Runs of spiking networks through the engine: same bits however they are run, watched, cut short
// and resumed; what events do to classes of weights and to chosen cells.
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <filesystem>
#include <map>
#include <vector>

#include "core/ei/synapses.h"
#include "core/lab/catalogue.h"
#include "core/lab/cell_set.h"
#include "core/lab/engine.h"
#include "core/lab/experiment_io.h"
#include "core/lab/network_file.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace spiking_runs_test {

using namespace homeostat;

namespace {

/// Two hundred cells that are up from the first trial on: each has as much input as in a full
/// network at the weights where Fig. 7 ends.
lab::Experiment small_network() {
  lab::Experiment e;
  e.name = "small";
  e.parameters = lab::ParameterValues(lab::Model::spiking);
  const std::vector<std::pair<const char*, double>> values{
      {"N_E", 160},   {"N_I", 40},    {"kick_cells", 40}, {"trial_duration", 300}, {"W_EE", 1800},
      {"W_EI", 2140}, {"W_IE", 1500}, {"W_II", 1600},     {"W_max", 7500}};
  for (const auto& [symbol, value] : values) e.parameters.set(symbol, value);
  e.trials = 6;
  return e;
}

struct Kept : lab::Observer {
  bool records = true;
  std::vector<lab::TrialRow> rows;
  std::vector<lab::NetworkTrial> trials;
  lab::NetworkTrial now;
  lab::NetworkTrial* network_trial_for(std::int64_t) override { return records ? &now : nullptr; }
  void on_trial(const lab::TrialRow& row) override {
    rows.push_back(row);
    if (records) trials.push_back(now);
  }
};

Kept run(const lab::Experiment& experiment, unsigned threads = 1) {
  lab::Engine engine(experiment, threads);
  Kept kept;
  engine.advance(experiment.trials, kept);
  return kept;
}

lab::Event event_on(std::string symbol, double value, std::string cells = {}) {
  lab::Event e;
  e.symbol = std::move(symbol);
  e.value = value;
  e.cells = std::move(cells);
  return e;
}

/// Spikes of each cell between two times.
std::map<int, int> counts(const lab::NetworkTrial& trial, double from_ms, double to_ms) {
  std::map<int, int> found;
  for (const auto& spike : trial.spikes) {
    const double ms = spike.step * trial.dt_ms;
    if (ms >= from_ms && ms < to_ms) ++found[spike.cell];
  }
  return found;
}

}  // namespace

class SpikingRunsTest : public QObject {
  Q_OBJECT

 private slots:
  void threads_and_watching_change_no_bit() {
    const Kept one = run(small_network(), 1), two = run(small_network(), 2);
    QVERIFY(one.rows == two.rows);
    for (std::size_t k = 0; k < one.trials.size(); ++k)
      QVERIFY(one.trials[k].spikes == two.trials[k].spikes);
    QVERIFY(one.trials.back().spikes.size() > 500);

    lab::Engine unwatched(small_network());
    Kept nothing;
    nothing.records = false;
    unwatched.advance(6, nothing);
    QVERIFY(nothing.rows == one.rows);

    lab::Engine probed(small_network());
    Kept probing;
    probing.now.probed = {0, 170};
    probed.advance(6, probing);
    QVERIFY(probing.rows == one.rows);
    QCOMPARE(probing.now.states.size(), std::size_t{2});
    QCOMPARE(probing.now.states[0].size(), std::size_t{3000});
  }

  void a_run_resumed_from_its_state_is_the_uninterrupted_run() {
    const Kept whole = run(small_network());
    lab::Engine first(small_network());
    Kept kept;
    first.advance(3, kept);
    const std::string bytes = network_bytes({small_network(), first.network_state(), kept.rows},
                                            lab::WeightPrecision::exact);
    const lab::NetworkFile saved = lab::network_from_bytes(bytes, "test");
    QCOMPARE(saved.state.trial, std::int64_t{3});
    QVERIFY(saved.rows == kept.rows);
    lab::Engine second(saved.experiment);
    second.resume_from(saved.state);
    second.advance(3, kept);
    QVERIFY(kept.rows == whole.rows);
    QVERIFY(kept.trials.back().spikes == whole.trials.back().spikes);
  }

  void a_network_file_in_bytes_is_off_by_half_a_step_at_most() {
    lab::Engine engine(small_network());
    const lab::NetworkState state = engine.network_state();
    const auto saved = lab::network_from_bytes(
        network_bytes({small_network(), state, {}}, lab::WeightPrecision::byte), "test");
    QCOMPARE(saved.state.weights.size(), state.weights.size());
    const auto [low, high] = std::ranges::minmax(state.weights);
    for (std::size_t k = 0; k < state.weights.size(); ++k)
      NEAR(static_cast<double>(saved.state.weights[k]), static_cast<double>(state.weights[k]),
           0.51 * static_cast<double>(high - low) / 255, std::to_string(k));
  }

  void damaged_network_files_are_refused() {
    const std::string bytes = network_bytes({small_network(), {}, {}}, lab::WeightPrecision::exact);
    for (const std::string& bad : {std::string(), std::string("{}"), bytes.substr(0, 200)}) {
      QVERIFY_EXCEPTION_THROWN(lab::network_from_bytes(bad, "test"), InputError);
    }
    lab::Experiment e = small_network();
    e.start = "/no/such.network";
    QVERIFY_EXCEPTION_THROWN(lab::Engine{e}, InputError);
  }

  void a_started_network_has_the_wiring_of_its_file_and_the_means_of_the_experiment() {
    const QTemporaryDir directory;
    const auto file = directory.filePath("small.network").toStdString();
    lab::Engine engine(small_network());
    save_network({small_network(), engine.network_state(), {}}, lab::WeightPrecision::exact, file);
    lab::Experiment e = small_network();
    e.start = file;
    e.seed = 77;
    e.parameters.set("W_EE", 900);
    lab::Engine started(e);
    const auto mean = started.synapses()->mean();
    NEAR(mean.EE, 900, 1e-3, "W_EE");
    NEAR(mean.EI, 2140, 1e-3, "W_EI");
    std::vector<ei::Synapse> from_file, now;
    engine.synapses()->for_each([&](const ei::Synapse& s) { from_file.push_back(s); });
    started.synapses()->for_each([&](const ei::Synapse& s) { now.push_back(s); });
    QCOMPARE(now.size(), from_file.size());
    for (std::size_t k = 0; k < now.size(); ++k) {
      QCOMPARE(now[k].to, from_file[k].to);
      QCOMPARE(now[k].delay, from_file[k].delay);
    }
    e.parameters.set("p_conn", 0.5);
    QVERIFY_EXCEPTION_THROWN(lab::Engine{e}, InputError);
  }

  void exactly_the_wanted_number_of_synapses_is_drawn() {
    lab::Engine engine(small_network());
    const auto n = engine.synapses()->counts();
    QCOMPARE(n[ei::EE], std::size_t{6400});
    QCOMPARE(n[ei::EI], std::size_t{1600});
    QCOMPARE(n[ei::IE], std::size_t{1600});
    QCOMPARE(n[ei::II], std::size_t{400});
    engine.synapses()->for_each([](const ei::Synapse& s) {
      QVERIFY(s.from != s.to);
      QVERIFY(s.delay >= 1 && s.delay <= (s.from < 160 ? 10 : 5));
      QVERIFY(s.weight >= 0);
    });
  }

  void a_weight_event_scales_its_class() {
    lab::Experiment e = small_network();
    set_alpha(e.parameters, 0);
    e.trials = 3;
    lab::Event halve = event_on("W_EE", 0.5);
    halve.operation = lab::Operation::scale;
    halve.trial = 2;
    e.events = {halve};
    const Kept kept = run(e);
    NEAR(kept.rows[1].weights.EE / kept.rows[0].weights.EE, 0.5, 1e-6, "W_EE");
    // The same for one trial only lies over what is learned.
    e.events[0].until_trial = 3;
    const Kept temporary = run(e);
    QCOMPARE(temporary.rows[2].weights.EE, temporary.rows[0].weights.EE);
    QVERIFY(temporary.rows[1].mean.E < temporary.rows[0].mean.E);
  }

  void lesioned_cells_fall_silent_and_come_back() {
    lab::Experiment e = small_network();
    lab::Event lesion = event_on("lesion", 1, "E 1-20, I 3");
    lesion.trial = 2;
    lab::Event heal = event_on("lesion", 0, "E 1-20, I 3");
    heal.trial = 4;
    e.events = {lesion, heal};
    const Kept kept = run(e);
    const auto lesioned = lab::parse_cells("E 1-20, I 3", {160, 40});
    const auto spikes = [&](int trial) {
      int sum = 0;
      for (const auto& [cell, n] : counts(kept.trials[static_cast<std::size_t>(trial - 1)], 0, 300))
        if (std::ranges::binary_search(lesioned, cell)) sum += n;
      return sum;
    };
    QVERIFY(spikes(1) > 0);
    QCOMPARE(spikes(2), 0);
    QCOMPARE(spikes(3), 0);
    QVERIFY(spikes(4) > 0);
  }

  void a_current_into_chosen_cells_acts_while_it_lasts() {
    lab::Experiment e = small_network();
    e.parameters.set("kick_amplitude", 0);
    e.trials = 1;
    lab::Event pulse = event_on("I_ext", 300, "E 5");
    pulse.time_ms = 100;
    pulse.until_ms = 200;
    e.events = {pulse};
    const Kept kept = run(e);
    const auto& trial = kept.trials[0];
    QVERIFY(!counts(trial, 0, 100).contains(4));
    QVERIFY(counts(trial, 100, 201)[4] >= 4);
    QVERIFY(!counts(trial, 210, 300).contains(4));
  }

  void cells_are_read_as_people_write_them() {
    const ei::Sizes sizes{160, 40};
    QCOMPARE(lab::cells_text(lab::parse_cells("I 2,E 3 , E1-2", sizes), sizes),
             std::string("E 1-3, I 2"));
    QCOMPARE(lab::parse_cells("I", sizes).size(), std::size_t{40});
    for (const char* bad : {"", "E 0", "E 161", "I 41", "X 1", "E 5-3", "E 1;2", "E 1,"})
      QVERIFY_EXCEPTION_THROWN(lab::parse_cells(bad, sizes), InputError);
  }

  void experiments_of_networks_survive_their_files() {
    lab::Experiment e = small_network();
    lab::Event lesion = event_on("lesion", 1, "E 1-20");
    lesion.trial = 2;
    lab::Event pulse = event_on("I_ext", 12.5, "I");
    pulse.time_ms = 100;
    e.events = {lesion, pulse};
    e.start = "somewhere.network";
    QVERIFY(lab::experiment_from_text(lab::experiment_text(e), "test") == e);
  }

  void what_a_network_cannot_be_is_refused() {
    const std::vector<std::pair<const char*, double>> bad{
        {"N_E", 10.5},   {"N_E", 20'001}, {"kick_cells", 161}, {"W_min", 8000},
        {"V_reset", 25}, {"E_L", 21},     {"dt", 2},           {"p_conn", 0},
        {"p_conn", 1.1}, {"C", 0.5},      {"tau_a", 0.01},     {"trial_duration", 10}};
    for (const auto& [symbol, value] : bad) {
      lab::Experiment e = small_network();
      e.parameters.set(symbol, value);
      QVERIFY_EXCEPTION_THROWN(validate(e), InputError);
    }
  }
};

TEST_PROGRAM(SpikingRunsTest)

}  // namespace spiking_runs_test

#include "spiking_runs_test.moc"
