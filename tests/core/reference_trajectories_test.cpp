// Noise-free runs against reference/rate/nf_*.csv: every listed trial, every column. The authors'
// own scripts, rerun without noise, agree bit for bit with the program that printed these tables.
// Ten digits are printed, at worst half a unit in the tenth: 5e-10 of the value, inside the 1e-9
// allowed, so no allowance is made for rounding. Without noise there is one code path only; that
// all instruction sets draw the same noise is tested in random_test.cpp.
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "core/lab/engine.h"
#include "tests/support/near.h"
#include "tests/support/reference_table.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace reference_trajectories_test {

using namespace homeostat;
using test::ReferenceTable;

namespace {

double allowed(double reference) { return 1e-9 * std::max(std::abs(reference), 1e-12); }

lab::Experiment started_at(std::string_view rule, const char* alpha, std::array<const char*, 4> w) {
  return test::experiment_with({{"rule", std::string(rule)},
                                {"alpha", alpha},
                                {"noise_sigma", "0"},
                                {"W_EE", w[0]},
                                {"W_EI", w[1]},
                                {"W_IE", w[2]},
                                {"W_II", w[3]}});
}

void verify_trajectory(const std::string& file, const lab::Experiment& experiment) {
  const ReferenceTable table("rate/" + file + ".csv");
  const auto last = static_cast<std::int64_t>(table.number(table.rows() - 1, "trial"));
  const auto rows = test::rows_of(experiment, last);
  QCOMPARE(rows.size(), static_cast<std::size_t>(last));
  for (std::size_t line = 0; line < table.rows(); ++line) {
    const auto at = static_cast<std::size_t>(table.number(line, "trial")) - 1;
    const lab::TrialRow& row = rows[at];
    const ei::Weights used =
        at == 0 ? lab::initial_weights(experiment.parameters) : rows[at - 1].weights;
    const std::array columns{
        std::pair{"WEE_used", used.EE},         std::pair{"WEI_used", used.EI},
        std::pair{"WIE_used", used.IE},         std::pair{"WII_used", used.II},
        std::pair{"E_trial", row.mean.E},       std::pair{"I_trial", row.mean.I},
        std::pair{"ExAvg", row.average.E},      std::pair{"InhAvg", row.average.I},
        std::pair{"WEE_after", row.weights.EE}, std::pair{"WEI_after", row.weights.EI},
        std::pair{"WIE_after", row.weights.IE}, std::pair{"WII_after", row.weights.II},
    };
    QCOMPARE(columns.size() + 1, table.columns().size());
    for (const auto& [column, ours] : columns) {
      const double reference = table.number(line, column);
      NEAR(ours, reference, allowed(reference),
           std::string(column) + " of trial " + std::to_string(row.trial));
    }
  }
}

/// Kicks at 10.2, 20.2, ... s as the pulse makes them: 101 steps with 7 more into E.
lab::Experiment figure_s4() {
  lab::Experiment experiment = started_at("cross_homeostatic", "5e-6", {"2.1", "3", "4", "2"});
  experiment.parameters.set_choice("mode", "online");
  experiment.parameters.set("kick_rate", 0);
  experiment.parameters.set("pulse_onset", 200);
  experiment.parameters.set("rate_floor", 0);
  experiment.trials = 100;
  for (int kick = 1; kick <= 9; ++kick) {
    lab::Event event;
    event.time_ms = 200 + 10'000.0 * kick;
    event.until_ms = event.time_ms + 10.1;
    event.symbol = "I_ext";
    event.operation = lab::Operation::add;
    event.value = 7;
    experiment.events.push_back(event);
  }
  return experiment;
}

/// The table's weights are those the last step of the second was run with, ours come after that
/// step's update: take the update back, except where the lower bound has swallowed it.
ei::Weights weights_of_last_step(const lab::TrialRow& row) {
  constexpr double alpha = 5e-7;  // per step of 0.1 ms
  const auto [E, I] = row.average;
  const std::array update{alpha * E * (14 - I), -alpha * I * (14 - I), -alpha * E * (5 - E),
                          alpha * I * (5 - E)};
  std::array<double, 4> weights = row.weights.array();
  for (std::size_t k = 0; k < 4; ++k) {
    if (weights[k] > 0.1) weights[k] -= update[k];
  }
  return ei::Weights::from(weights);
}

}  // namespace

class ReferenceTrajectoriesTest : public QObject {
  Q_OBJECT

 private slots:
  void cross_homeostatic_rule_from_W_II_2() {
    verify_trajectory("nf_cross_W2",
                      started_at("cross_homeostatic", "5e-4", {"2.1", "3", "4", "2"}));
  }
  void cross_homeostatic_rule_from_the_authors_W_II() {
    verify_trajectory("nf_cross_W15",
                      started_at("cross_homeostatic", "5e-4", {"2.1", "3", "4", "1.5"}));
  }
  void homeostatic_rule_from_W_II_2() {
    verify_trajectory("nf_homeo_W2", started_at("homeostatic", "1e-4", {"2.1", "3", "4", "2"}));
  }
  void homeostatic_rule_from_the_authors_W_II() {
    verify_trajectory("nf_homeo_W15", started_at("homeostatic", "1e-4", {"2.1", "3", "4", "1.5"}));
  }
  void homeostatic_rule_spirals_away_from_the_setpoints_of_figure_2E() {
    verify_trajectory("nf_fig2E_homeo",
                      started_at("homeostatic", "1e-4", {"5", "1.09", "10", "1.54"}));
  }
  void two_term_rule_learning_slowly() {
    verify_trajectory("nf_two_a1e-4_W2", started_at("two_term", "1e-4", {"2.1", "3", "4", "2"}));
  }
  void two_term_rule_learning_fast() {
    verify_trajectory("nf_two_a5e-4_W2", started_at("two_term", "5e-4", {"2.1", "3", "4", "2"}));
  }

  void documented_defaults_are_those_of_figure_4B() {
    // The documented defaults alone are the noisy version of nf_cross_W2's experiment.
    lab::Experiment defaults;
    defaults.parameters.set("noise_sigma", 0);
    QVERIFY(defaults.parameters ==
            started_at("cross_homeostatic", "5e-4", {"2.1", "3", "4", "2"}).parameters);
  }

  void online_learning_of_figure_S4() {
    const ReferenceTable table("rate/nf_figS4_online.csv");
    test::Recorder recorder(true);
    lab::Engine engine(figure_s4());
    engine.advance(100, recorder);
    QCOMPARE(recorder.rows.size(), std::size_t{100});
    for (std::size_t line = 0; line < table.rows(); ++line) {
      const double seconds = table.number(line, "t_s");
      const std::string when = " at " + table.text(line, "t_s") + " s";
      const auto step = static_cast<std::size_t>(std::lround(seconds * 10'000)) - 1;
      const lab::Trace& trace = recorder.traces.at(step / 10'000);
      const auto agrees = [&](const char* column, double ours) {
        const double reference = table.number(line, column);
        NEAR(ours, reference, allowed(reference), column + when);
      };
      agrees("E", trace.E.at(step % 10'000));
      agrees("I", trace.I.at(step % 10'000));
      if (seconds != std::floor(seconds)) continue;  // sensors and weights are kept each second
      const lab::TrialRow& row = recorder.rows.at(step / 10'000);
      agrees("FCa", row.average.E);
      agrees("FCaInh", row.average.I);
      const ei::Weights used = weights_of_last_step(row);
      agrees("WEE", used.EE);
      agrees("WEI", used.EI);
      agrees("WIE", used.IE);
      agrees("WII", used.II);
      if (QTest::currentTestFailed()) return;
    }
  }
};

TEST_PROGRAM(ReferenceTrajectoriesTest)

}  // namespace reference_trajectories_test

#include "reference_trajectories_test.moc"
