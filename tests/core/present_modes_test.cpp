// The eigenvalues at a run's present weights, and what they mean in time.
#include <QtTest>
#include <cmath>
#include <numbers>

#include "core/ei/steady_state.h"
#include "core/lab/catalogue.h"
#include "core/lab/plain_words.h"
#include "core/lab/present_modes.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace present_modes_test {

using namespace homeostat;
using math::Time;

namespace {

lab::ParameterValues starting_at(lab::ParameterValues p, double W_EE, double W_IE) {
  const ei::Weights w = setpoint_weights(lab::rate_parameters(p), lab::setpoints(p), W_EE, W_IE);
  for (std::size_t k = 0; k < 4; ++k) p.set(ei::weight_symbols[k], w.array()[k]);
  return p;
}

double slowest(const math::Modes& modes, Time time) {
  return -1 / growth(modes[deciding(modes, time)], time);
}

}  // namespace

class PresentModesTest : public QObject {
  Q_OBJECT

 private slots:
  void modes_mean_growth_and_turns() {
    NEAR(math::growth({-0.1, 5}, Time::continuous), -0.1, 1e-15, "growth of a flow");
    NEAR(math::period({-0.1, 5}, Time::continuous), 2 * std::numbers::pi / 5, 1e-14, "its turn");
    NEAR(math::growth({0, 0.5}, Time::in_steps), std::log(0.5), 1e-15, "growth of a map");
    NEAR(math::period({0, 0.5}, Time::in_steps), 4, 1e-14, "its turn");
    NEAR(math::period({-0.9, 0}, Time::in_steps), 2, 1e-14, "change of sign");
    QVERIFY(std::isinf(math::period({0.9, 0}, Time::in_steps)));
    QCOMPARE(deciding({{-2, 0}, {-1, 3}, {-4, 9}}, Time::continuous), std::size_t{1});
    QCOMPARE(deciding({{-0.9, 0}, {0.8, 0}}, Time::in_steps), std::size_t{0});
  }

  /// reference/stability/trial_map_cross.csv, first row, and the neurons' eigenvalues there.
  void before_the_first_trial_they_are_those_where_the_run_begins() {
    const auto p = starting_at(lab::built_in_experiment("fig4b").parameters, 5, 14);
    const lab::PresentModes modes = present_modes({}, p);
    QCOMPARE(modes.held, ei::HeldWeights{});
    QVERIFY(modes.is_reachable() && modes.full.empty());
    NEAR(modes.rule[0].real(), -1408.22076799 * 5e-4, 1e-8, "fast mode of K");
    NEAR(modes.rule[1].real(), -14.8036222491 * 5e-4, 1e-10, "slow mode of K");
    NEAR(std::abs(modes.trial_map[deciding(modes.trial_map, Time::in_steps)]), 0.992542, 5e-7,
         "spectral radius");
    NEAR(largest_rate_factor(modes, p), 4.2607e-3 / 5e-4, 1e-3, "largest factor");
    QCOMPARE(modes.trial_map.size(), std::size_t{4});
    QCOMPARE(modes.neural.size(), std::size_t{2});
  }

  void weights_that_need_not_be_positive_are_said_to_be_out_of_reach() {
    QVERIFY(!present_modes({}, lab::built_in_experiment("fig4b").parameters).is_reachable());
  }

  void a_weight_at_its_floor_does_not_take_part() {
    const lab::Experiment experiment = test::noise_free("cross_homeostatic");
    const lab::TrialRow row = test::rows_of(experiment, 1000).back();
    const lab::PresentModes modes = present_modes(row, experiment.parameters);
    QCOMPARE(modes.held, (ei::HeldWeights{false, false, false, true}));
    QCOMPARE(modes.weights, row.weights);
    const double trials = slowest(modes.trial_map, Time::in_steps);
    NEAR(trials, settling_trials(row, experiment.parameters), 1e-6 * trials, "trials");
    // The facts of the figure: about 450 with the weight held, 54 if it were free.
    NEAR(trials, 450, 25, "trials with the weight held");
    NEAR(slowest(
             present_modes({}, starting_at(experiment.parameters, row.weights.EE, row.weights.IE))
                 .trial_map,
             Time::in_steps),
         54, 3, "trials if it were free");
  }

  void online_they_are_of_neurons_sensors_and_weights_as_one() {
    const auto p = starting_at(lab::built_in_experiment("figs4").parameters, 5, 14);
    const lab::PresentModes modes = present_modes({}, p);
    QVERIFY(modes.trial_map.empty());
    QCOMPARE(modes.full.size(), std::size_t{6});
    NEAR(largest_rate_factor(modes, p), 5.529e-5 / 5e-6, 1e-3, "largest factor");
    NEAR(modes.rule[1].real(), -14.8036222491 * 5e-6, 1e-12, "slow mode of K, per ms");
    // The slow mode beside it, faster by first order in the rate.
    const double slow = modes.full[deciding(modes.full, Time::continuous)].real();
    QVERIFY(slow < modes.rule[1].real() && slow > 1.2 * modes.rule[1].real());
  }
};

TEST_PROGRAM(PresentModesTest)

}  // namespace present_modes_test

#include "present_modes_test.moc"
