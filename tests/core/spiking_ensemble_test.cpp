// Random networks at frozen weights against the ensembles of an independent program
// (tests/reference/spiking/ens_*.csv): means over networks, by their standard errors.
#include <QtTest>
#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/reference_table.h"
#include "tests/support/spiking.h"
#include "tests/support/test_program.h"

namespace spiking_ensemble_test {

using namespace homeostat;

namespace {

constexpr int networks = 20;

/// What the tables have for each trial.
using Row = std::map<std::string, double>;

Row measured(const ei::Spikes& spikes, ei::Sizes sizes) {
  const auto trial = ei::trial_rates(spikes, sizes, 100, 0.1, 1500);
  double late_E = 0, late_I = 0;
  for (const auto& spike : spikes) {
    if (spike.step < 5000) continue;
    (spike.cell < sizes.E ? late_E : late_I) += 1;
  }
  const auto cv = ei::interval_variation(spikes, sizes);
  return {{"upDur", trial.duration_s},
          {"toEnd", trial.lasts_to_end ? 1.0 : 0.0},
          {"rE", trial.mean.E},
          {"rI", trial.mean.I},
          {"sdE", trial.spread.E},
          {"sdI", trial.spread.I},
          {"late_rE", late_E / sizes.E},
          {"late_rI", late_I / sizes.I},
          {"cvE", cv.E},
          {"cvI", cv.I}};
}

struct Moments {
  double mean = 0, error = 0;  ///< over networks
};

/// Means over each network's trials, then their mean and standard error.
Moments moments(const std::vector<std::vector<double>>& by_network) {
  std::vector<double> means;
  for (const auto& trials : by_network) {
    double sum = 0;
    for (const double value : trials) sum += value;
    means.push_back(sum / static_cast<double>(trials.size()));
  }
  double sum = 0, squares = 0;
  for (const double m : means) sum += m;
  const auto n = static_cast<double>(means.size());
  for (const double m : means) squares += (m - sum / n) * (m - sum / n);
  return {sum / n, std::sqrt(squares / (n - 1) / n)};
}

using Ensemble = std::map<std::string, Moments>;

Ensemble ours(const ei::Weights& mean, int trials) {
  std::map<std::string, std::vector<std::vector<double>>> columns;
  for (int k = 0; k < networks; ++k) {
    const auto seed = static_cast<std::uint64_t>(1000 + k);
    ei::Wiring wiring;
    wiring.mean = mean;
    ei::SpikingNetwork network(ei::Synapses::random(wiring, seed));
    for (int trial = 1; trial <= trials; ++trial) {
      const auto spikes = test::run(network, {}, seed, static_cast<std::uint64_t>(trial));
      for (const auto& [name, value] : measured(spikes, network.synapses().sizes())) {
        auto& column = columns[name];
        column.resize(networks);
        column[static_cast<std::size_t>(k)].push_back(value);
      }
    }
  }
  Ensemble found;
  for (const auto& [name, column] : columns) found[name] = moments(column);
  return found;
}

Ensemble reference(const std::string& file) {
  const test::ReferenceTable table("spiking/" + file);
  Ensemble found;
  for (const std::string& name : table.columns()) {
    std::map<std::string, std::vector<double>> by_network;
    for (std::size_t row = 0; row < table.rows(); ++row)
      by_network[table.text(row, "net")].push_back(table.number(row, name));
    std::vector<std::vector<double>> networks_of_table;
    for (const auto& [network, values] : by_network) networks_of_table.push_back(values);
    found[name] = moments(networks_of_table);
  }
  return found;
}

/// Ten means are compared for each ensemble: at 3.5 joint standard errors one of them is out by
/// chance once in two hundred ensembles.
void compare(const Ensemble& mine, const Ensemble& table, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const double joint = std::hypot(mine.at(name).error, table.at(name).error);
    qInfo("%-8s ours %9.4f +- %.4f  table %9.4f +- %.4f", name.c_str(), mine.at(name).mean,
          mine.at(name).error, table.at(name).mean, table.at(name).error);
    NEAR(mine.at(name).mean, table.at(name).mean, 3.5 * joint, name);
  }
}

}  // namespace

class SpikingEnsembleTest : public QObject {
  Q_OBJECT

 private slots:
  void setting_A_is_that_of_the_table() {
    if (test::is_slow()) QSKIP("A statistic: no code that the last test here does not run");
    compare(ours(test::setting_A, 5), reference("ens_A.csv"),
            {"upDur", "toEnd", "rE", "rI", "sdE", "sdI", "late_rE", "late_rI", "cvE", "cvI"});
  }

  void setting_B_is_that_of_the_table() {
    if (test::is_slow()) QSKIP("A statistic: no code that the last test here does not run");
    compare(ours(test::setting_B, 5), reference("ens_B.csv"),
            {"upDur", "rE", "rI", "sdE", "sdI", "late_rE", "late_rI", "cvE", "cvI"});
  }

  void untrained_networks_fall_silent_after_the_kick() {
    const Ensemble mine = ours(test::fig7_start, 3), table = reference("ens_init.csv");
    compare(mine, table, {"upDur"});
    // So rare are their spikes that a standard error over networks means little: by counts.
    QVERIFY(mine.at("rE").mean < 0.003 && table.at("rE").mean < 0.003);
    NEAR(mine.at("rI").mean, table.at("rI").mean,
         3.5 * std::hypot(mine.at("rI").error, table.at("rI").error), "rI");
    QCOMPARE(mine.at("late_rE").mean, 0.0);
    QCOMPARE(mine.at("late_rI").mean, 0.0);
  }
};

TEST_PROGRAM(SpikingEnsembleTest)

}  // namespace spiking_ensemble_test

#include "spiking_ensemble_test.moc"
