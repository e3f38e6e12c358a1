// A trial beside its ghost, and the closed form beside both.
#include "core/lab/perturbation.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/catalogue.h"
#include "core/lab/engine.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace perturbation_test {

using namespace homeostat;
using lab::Event;
using lab::Experiment;
using lab::Ghost;

namespace {

Experiment without_noise(std::string_view name) {
  Experiment experiment = lab::built_in_experiment(name);
  experiment.parameters.set("noise_sigma", 0);
  return experiment;
}

/// The run up to a trial, and that trial's ghost.
struct Seen {
  test::Recorder run{true};
  Ghost ghost;

  Seen(const Experiment& experiment, std::int64_t trial) {
    lab::Engine engine(experiment);
    engine.advance(trial, run);
    const auto k = static_cast<std::size_t>(trial);
    const auto before = k > 1 ? std::optional(run.rows[k - 2]) : std::nullopt;
    ghost = lab::ghost_of(experiment, trial, before, trace());
  }
  const lab::Trace& trace() const { return run.traces.back(); }
};

lab::Trace trace_of(const Experiment& experiment, std::int64_t trial) {
  return Seen(experiment, trial).trace();
}

Event change(std::string symbol, lab::Operation operation, double value) {
  Event event;
  event.symbol = std::move(symbol);
  event.operation = operation;
  event.value = value;
  return event;
}

/// Learning on, with a current that comes in every trial.
Experiment learning_with_current() {
  Experiment experiment = lab::built_in_experiment("fig2e");
  Event current = change("I_ext_I", lab::Operation::add, 3);
  current.time_ms = 1000;
  current.until_ms = 1200;
  experiment.events = {current};
  return experiment;
}

}  // namespace

class PerturbationTest : public QObject {
  Q_OBJECT

 private slots:
  void ghost_is_the_trial_of_the_experiment_without_its_events() {
    for (const auto& [name, trial] :
         {std::pair{"fig1b", 1}, {"fig1b", 3}, {"fig1c", 2}, {"fig3", 8}, {"fig3", 18}}) {
      const Experiment experiment = lab::built_in_experiment(name);
      Experiment plain = experiment;
      plain.events.clear();
      const Seen seen(experiment, trial);
      const std::string what = std::string(name) + ", trial " + std::to_string(trial);
      CLAIM(seen.ghost.trace == trace_of(plain, trial), what);
      CLAIM(seen.ghost.trace.I != seen.trace().I, what);
    }
  }

  void ghost_of_a_learning_run_has_the_weights_and_the_noise_of_its_trial() {
    const Seen seen(learning_with_current(), 6);
    const lab::Trace& ghost = seen.ghost.trace;
    const lab::Trace& trace = seen.trace();
    QVERIFY(std::equal(ghost.I.begin(), ghost.I.begin() + 9999, trace.I.begin()));
    QVERIFY(ghost.I[9999] != trace.I[9999]);
  }

  void trials_in_which_nothing_is_changed_have_no_ghost() {
    QVERIFY(Seen(lab::built_in_experiment("fig4b"), 3).ghost.trace.E.empty());
    QVERIFY(Seen(lab::built_in_experiment("fig3"), 12).ghost.trace.E.empty());
  }

  void a_trial_whose_events_change_nothing_equals_its_unperturbed_replay() {
    Experiment experiment = lab::built_in_experiment("fig4b");
    Event nothing = change("W_IE", lab::Operation::add, 0);
    nothing.time_ms = 700;
    nothing.until_ms = 900;
    Event learning_only = change("alpha_EE", lab::Operation::set, 0);
    learning_only.trial = 4;
    learning_only.until_trial = 7;
    experiment.events = {nothing, learning_only};
    const Seen seen(experiment, 5);
    const auto again = lab::replay_trial(lab::unperturbed(experiment, 5), 5, &seen.run.rows[3]);
    QVERIFY(again == seen.trace());
    QVERIFY(seen.ghost.trace.E.empty());
  }

  void online_runs_have_no_ghost() {
    Experiment experiment = lab::built_in_experiment("figs4");
    Event current = change("I_ext_I", lab::Operation::add, 3);
    current.time_ms = 1000;
    current.until_ms = 2000;
    experiment.events = {current};
    QVERIFY(Seen(experiment, 2).ghost.trace.E.empty());
  }

  void prediction_meets_simulation_in_figures_1B_1C_and_3() {
    struct Published {
      const char* name;
      std::int64_t trial;
      double E, I, from_ms, to_ms;
    };
    for (const Published& p : {Published{"fig1b", 2, 2.953846, 4.615385, 1100, 1500},
                               Published{"fig1c", 2, 3.155340, 5.145631, 1100, 2000},
                               Published{"fig3", 7, 3.155340, 5.145631, 360, 2000}}) {
      const Seen seen(without_noise(p.name), p.trial);
      QVERIFY(seen.ghost.effect);
      const lab::ChangeEffect& c = *seen.ghost.effect;
      NEAR(c.from_ms, p.from_ms, 0.2, std::string(p.name) + ": from");
      NEAR(c.to_ms, p.to_ms, 0.2, std::string(p.name) + ": to");
      NEAR(c.predicted.after.E, p.E, 5e-7, std::string(p.name) + ": E");
      NEAR(c.predicted.after.I, p.I, 5e-7, std::string(p.name) + ": I");
      NEAR(c.simulated().E, c.predicted.change().E, 1e-3, std::string(p.name) + ": change of E");
      NEAR(c.simulated().I, c.predicted.change().I, 1e-3, std::string(p.name) + ": change of I");
      NEAR(c.before.I, 10, 1e-3, std::string(p.name) + ": I without the change");
    }
  }

  void noise_cancels_from_the_effect_of_a_current() {
    // Above threshold the difference of the two trials obeys the equations without noise.
    const auto effect = Seen(lab::built_in_experiment("fig1b"), 2).ghost.effect;
    QVERIFY(effect);
    NEAR(effect->simulated().I, effect->predicted.change().I, 1e-9, "change of I");
    QVERIFY(std::abs(effect->after.I - effect->predicted.after.I) > 1e-3);
  }

  void with_noise_the_effect_of_a_weight_is_within_its_standard_error() {
    for (const auto& [name, trial] : {std::pair{"fig1c", 1}, {"fig3", 6}}) {
      constexpr int seeds = 60;
      ei::Rates sum, squares;
      for (int seed = 1; seed <= seeds; ++seed) {
        Experiment experiment = lab::built_in_experiment(name);
        experiment.seed = static_cast<std::uint64_t>(seed);
        const auto effect = Seen(experiment, trial).ghost.effect;
        QVERIFY(effect);
        const ei::Rates away = effect->predicted.change();
        const ei::Rates z{(effect->simulated().E - away.E) / effect->standard_error.E,
                          (effect->simulated().I - away.I) / effect->standard_error.I};
        sum = {sum.E + z.E, sum.I + z.I};
        squares = {squares.E + z.E * z.E, squares.I + z.I * z.I};
      }
      // z follows Student's t with nine degrees of freedom: variance 9/7; the mean of its square
      // over 60 runs scatters by 0.29. Four standard deviations each.
      const double scatter = std::sqrt(9.0 / 7 / seeds);
      NEAR(sum.E / seeds, 0, 4 * scatter, std::string(name) + ": mean z of E");
      NEAR(sum.I / seeds, 0, 4 * scatter, std::string(name) + ": mean z of I");
      NEAR(squares.E / seeds, 9.0 / 7, 4 * 0.29, std::string(name) + ": mean z^2 of E");
      NEAR(squares.I / seeds, 9.0 / 7, 4 * 0.29, std::string(name) + ": mean z^2 of I");
    }
  }

  void a_permanent_step_is_compared_in_the_trial_it_comes_with() {
    Experiment experiment = without_noise("fig1b");
    Event step = change("W_IE", lab::Operation::scale, 1.2);
    step.trial = 4;
    experiment.events = {step};
    const Seen seen(experiment, 4);
    QVERIFY(seen.ghost.effect);
    const lab::ChangeEffect& c = *seen.ghost.effect;
    NEAR(c.changed.weights.IE, 12, 1e-12, "W_IE");
    NEAR(c.simulated().I, 5.145631 - 10, 1e-3, "change of I");
    NEAR(c.predicted.change().I, 5.145631 - 10, 5e-7, "predicted change of I");
    QVERIFY(Seen(experiment, 5).ghost.trace.E.empty());
  }

  void an_edit_by_hand_is_compared_in_the_trial_it_comes_with() {
    Experiment experiment = without_noise("fig1b");
    experiment.events.clear();
    Event current = change("I_ext_I", lab::Operation::set, 7);
    current.trial = 3;
    experiment.log = {current};
    const auto effect = Seen(experiment, 3).ghost.effect;
    QVERIFY(effect);
    NEAR(effect->simulated().I, 4.615385 - 10, 1e-3, "change of I");
    NEAR(effect->predicted.change().I, 4.615385 - 10, 5e-7, "predicted change of I");
    NEAR(effect->changed.parameters.I_ext_I, 7, 0, "I_ext_I");
  }

  void of_several_changes_the_longest_settled_stretch_counts() {
    Experiment experiment = without_noise("fig1b");
    Event late = change("W_EE", lab::Operation::set, 4.8);
    late.time_ms = 1200;
    experiment.events.push_back(late);  // the current alone, both, then W_EE alone
    const auto effect = Seen(experiment, 1).ghost.effect;
    QVERIFY(effect);
    NEAR(effect->from_ms, 1600, 0.2, "from");
    SAME(effect->changed.weights.EE, 4.8, "W_EE");
    SAME(effect->changed.parameters.I_ext_I, 0, "I_ext_I");
    NEAR(effect->simulated().I, effect->predicted.change().I, 1e-3, "change of I");
  }

  void near_the_asymptote_more_time_is_given_to_settle() {
    Experiment experiment = without_noise("fig1b");
    experiment.parameters.set("W_EI", 15.2 / 14);
    experiment.parameters.set("W_II", 21.5 / 14);
    Event stronger = change("W_II", lab::Operation::set, 2.2);
    stronger.time_ms = 600;
    experiment.events = {stronger};
    const auto effect = Seen(experiment, 1).ghost.effect;
    QVERIFY(effect);
    const double mode_ms = ei::slowest_mode_ms(effect->changed);
    QVERIFY(mode_ms > 20);
    NEAR(effect->from_ms, 600 + 10 * mode_ms, 0.2, "from");
    const ei::Rates predicted = effect->predicted.change();
    QVERIFY(predicted.I > 30);
    // What is left after ten time constants, at the beginning of the part that counts.
    NEAR(effect->simulated().E, predicted.E, std::exp(-10) * predicted.E, "change of E");
    NEAR(effect->simulated().I, predicted.I, std::exp(-10) * predicted.I, "change of I");
  }

  void a_change_too_short_to_settle_has_a_ghost_but_no_effect_to_compare() {
    Experiment experiment = without_noise("fig1b");
    experiment.events[0].until_ms = 1150;
    const Seen seen(experiment, 1);
    QVERIFY(!seen.ghost.trace.E.empty());
    QVERIFY(!seen.ghost.effect);
  }

  void a_lost_up_state_is_predicted_and_seen() {
    Experiment experiment = without_noise("fig1b");
    experiment.events[0].value = 16;
    const auto effect = Seen(experiment, 1).ghost.effect;
    QVERIFY(effect);
    QVERIFY(effect->predicted.loss_after == ei::UpStateLoss::silent);
    QVERIFY(effect->after.E < 1e-3 && effect->before.E > 4.9);
  }
};

TEST_PROGRAM(PerturbationTest)

}  // namespace perturbation_test

#include "perturbation_test.moc"
