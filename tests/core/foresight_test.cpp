// Whether a converged run stays so: histories made to measure, one for each thing that can still go
// wrong, and runs that do go wrong.
#include "core/lab/foresight.h"

#include <QtTest>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <utility>

#include "core/ei/steady_state.h"
#include "core/lab/early_decision.h"
#include "core/lab/engine.h"
#include "core/lab/plain_words.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace foresight_test {

using namespace homeostat;
using lab::RunHistory;
using test::experiment_with;

namespace {

constexpr int enough = static_cast<int>(RunHistory::kept_rows) + 5;

ei::Weights on_plane(const lab::Experiment& e, double W_EE, double W_IE) {
  return setpoint_weights(lab::rate_parameters(e.parameters), lab::setpoints(e.parameters), W_EE,
                          W_IE);
}

/// Rows with the rates (5, 14) and these weights; `before` counts trials back from the newest, 0.
RunHistory history(
    const lab::Experiment& e, const std::function<ei::Weights(int before)>& weights,
    const std::function<ei::Rates(int before)>& rates = [](int) {
      return ei::Rates{5, 14};
    }) {
  RunHistory run;
  for (int k = 0; k < enough; ++k) {
    const int before = enough - 1 - k;
    run.add({k + 1, rates(before), rates(before), weights(before), {}}, e.parameters);
  }
  return run;
}

RunHistory resting(const lab::Experiment& e, double W_EE, double W_IE) {
  return history(e, [&](int) { return on_plane(e, W_EE, W_IE); });
}

/// Drifting along the plane by so much of W_EE a trial.
RunHistory drifting(const lab::Experiment& e, double W_EE, double W_IE, double by) {
  return history(e, [&, by](int before) { return on_plane(e, W_EE - by * before, W_IE); });
}

lab::Experiment noise_free(std::string_view rule) {
  return experiment_with({{"rule", std::string(rule)}, {"noise_sigma", "0"}});
}

}  // namespace

class ForesightTest : public QObject {
  Q_OBJECT

 private slots:
  void run_at_rest_where_all_is_stable_stays() {
    const auto e = noise_free("cross_homeostatic");
    QVERIFY(stays_converged(resting(e, 5, 10), e.parameters, 10'000));
  }

  void run_at_rest_where_the_rule_is_unstable_does_not() {
    const auto e = noise_free("homeostatic");
    QVERIFY(!stays_converged(resting(e, 5, 10), e.parameters, 10'000));
    QVERIFY(stays_converged(resting(e, 6, 20), e.parameters, 10'000));  // [paradox, Fig. S1B]
  }

  void steps_too_large_for_the_trial_map_do_not_stay() {
    // alpha_max at (5, 10) is 9.389e-3 (reference/stability/trial_map_cross.csv).
    auto e = noise_free("cross_homeostatic");
    lab::set_alpha(e.parameters, 9.3e-3);
    QVERIFY(stays_converged(resting(e, 5, 10), e.parameters, 10'000));
    lab::set_alpha(e.parameters, 9.5e-3);
    QVERIFY(!stays_converged(resting(e, 5, 10), e.parameters, 10'000));
  }

  void weight_at_its_floor_must_be_stable_held_and_free() {
    // W_II on its floor: held, W_EE and W_EI alone cannot hold two rates under this custom rule.
    auto e = experiment_with({{"rule", "cross_homeostatic"}, {"noise_sigma", "0"}});
    const double W_IE_at_floor = (0.1 + 0.25) * 14 / 5 + 25.0 / 5;
    QVERIFY(stays_converged(resting(e, 4, W_IE_at_floor), e.parameters, 10'000));
    e.parameters.set("alpha_IE", 0);
    QVERIFY(stays_converged(resting(e, 4, 10), e.parameters, 10'000));
    QVERIFY(!stays_converged(resting(e, 4, W_IE_at_floor), e.parameters, 10'000));
  }

  void drift_towards_unstable_neurons_matters_as_far_as_it_can_go() {
    // The neurons' limit for W_IE = 9 is W_EE = 1 + 9 / 5.2083 = 2.728 (facts: determinant line).
    const auto e = noise_free("cross_homeostatic");
    QVERIFY(stays_converged(resting(e, 3.1, 9), e.parameters, 10'000));
    QVERIFY(!stays_converged(drifting(e, 3.1, 9, -0.004), e.parameters, 10'000));
    QVERIFY(stays_converged(drifting(e, 3.1, 9, -0.004), e.parameters, 10));
  }

  void drift_to_where_the_pulse_does_not_ignite_matters() {
    // A pulse of 5.5 needs W_EE = 3.062, one of 7 needs 2.153 (tests/reference/rate).
    auto e = noise_free("cross_homeostatic");
    QVERIFY(stays_converged(drifting(e, 3.3, 7, -0.002), e.parameters, 10'000));
    e.parameters.set("pulse_amplitude", 5.5);
    QVERIFY(stays_converged(resting(e, 3.3, 7), e.parameters, 10'000));
    QVERIFY(!stays_converged(drifting(e, 3.3, 7, -0.002), e.parameters, 10'000));
  }

  void setpoint_below_the_floor_of_the_sensed_rates_is_never_reached() {
    auto e = noise_free("cross_homeostatic");
    e.parameters.set("rate_floor", 5.5);
    QVERIFY(!stays_converged(resting(e, 5, 10), e.parameters, 10'000));
  }

  /// A slow spiral passes through the bounds on its way: who looks 50 trials back and at the
  /// eigenvalues alone is wrong here.
  void spiral_that_leaves_the_bounds_again_is_seen() {
    auto e = noise_free("homeo_HHAH");
    e.trials = 1200;
    int left_again = 0;
    for (const auto& [W_EE, W_IE] : {std::pair{4.79, 13.47}, {5.74, 15.58}, {6.21, 16.63}}) {
      const ei::Weights start = on_plane(e, W_EE, W_IE);
      for (std::size_t k = 0; k < 4; ++k) e.parameters.set(ei::weight_symbols[k], start.array()[k]);
      RunHistory run;
      bool was_converged_where_stable = false, foreseen = false, left = false;
      for (const lab::TrialRow& row : test::rows_of(e, e.trials)) {
        run.add(row, e.parameters);
        const auto& outcome = run.story().outcome;
        const bool is_converged = outcome.outcome() == lab::Outcome::converged;
        CLAIM(is_converged || !foreseen, "wrong in trial " + std::to_string(row.trial));
        left |= was_converged_where_stable && !is_converged;
        if (!is_converged || row.trial - outcome.since_trial() < 50) continue;
        was_converged_where_stable |= std::isfinite(lab::settling_trials(row, e.parameters));
        foreseen |= row.trial % 10 == 0 && stays_converged(run, e.parameters, e.trials - row.trial);
      }
      left_again += left ? 1 : 0;
    }
    QVERIFY2(left_again > 0, "no run left the bounds again: the test tests nothing");
  }

  void scatter_of_the_trials_must_fit_into_the_bounds() {
    const auto e = experiment_with({{"rule", "homeo_HAAA"}});
    std::mt19937 generator(5);
    std::normal_distribution<double> normal;
    const auto scattered = [&](double sd) {
      return history(
          e, [&](int) { return on_plane(e, 5, 10); },
          [&](int) {
            return ei::Rates{5 + sd * normal(generator), 14 + sd * normal(generator)};
          });
    };
    QVERIFY(stays_converged(scattered(0.05), e.parameters, 10'000));
    QVERIFY(!stays_converged(scattered(0.5), e.parameters, 10'000));
  }

  void noisy_ignition_needs_a_margin() {
    // At W_EE = 2.25 three of a thousand noisy trials fail, at 2.6 none (tests/reference/rate).
    auto e = experiment_with({{"rule", "cross_homeostatic"}});
    QVERIFY(!stays_converged(resting(e, 2.25, 6), e.parameters, 1000));
    QVERIFY(stays_converged(resting(e, 2.6, 6), e.parameters, 1000));
    e.parameters.set("noise_sigma", 0);
    QVERIFY(stays_converged(resting(e, 2.25, 6), e.parameters, 1000));
  }
};

TEST_PROGRAM(ForesightTest)

}  // namespace foresight_test

#include "foresight_test.moc"
