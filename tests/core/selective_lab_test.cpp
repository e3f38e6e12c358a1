// The selective neuron as an experiment: its file, its answer, theory and samples around it.
#include <QTest>
#include <array>
#include <cmath>

#include "core/lab/catalogue.h"
#include "core/lab/engine.h"
#include "core/lab/experiment_io.h"
#include "core/lab/noise_errors.h"
#include "core/lab/selective_answer.h"
#include "core/lab/selective_samples.h"
#include "core/lab/selective_theory.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace selective_lab_test {

using namespace homeostat;
using namespace homeostat::lab;

namespace {

Experiment neuron(std::initializer_list<Assignment> assignments = {}) {
  const std::vector<Assignment> list(assignments);
  return with_assignments(built_in_experiment("balance_fig1"), list);
}

std::string refusal_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const InputError& error) {
    return error.field();
  }
  return {};
}

}  // namespace

class SelectiveLabTest : public QObject {
  Q_OBJECT

 private slots:
  void its_load_is_a_parameter_and_no_learning_rate() {
    const Experiment e = neuron({{"alpha", "0.7"}, {"rule", "input_margin"}});
    QCOMPARE(e.parameters["alpha"], 0.7);
    QCOMPARE(pattern_count(e.parameters), 210);
    QCOMPARE(e.parameters.choice("rule"), std::string_view("input_margin"));
    const Experiment again = experiment_from_text(experiment_text(e), "file");
    QVERIFY(again == e);
    QCOMPARE(command_line(e),
             std::string("homeostat-cli run balance_fig1 --set rule=input_margin --set alpha=0.7"));
  }

  void every_kind_of_inputs_is_what_the_table_says() {
    for (const auto& [law, mean_inh] : {std::pair{"exponential", 1.4142135623730951},
                                        {"gamma", 2.8284271247461903},
                                        {"binary", 0.5}}) {
      const Experiment e = neuron({{"inputs", law}});
      CLAIM(std::abs(moments(ensemble(e.parameters).inputs).mean_inh - mean_inh) < 1e-12, law);
    }
    const Experiment tuned = neuron({{"inputs", "tuned"}, {"delta_exc", "0.2"}});
    const auto law = std::get<balance::TunedInputs>(ensemble(tuned.parameters).inputs);
    QCOMPARE(law.delta_exc, 0.2);
    QVERIFY(is_used_input(tuned.parameters, "delta_exc"));
    QVERIFY(!is_used_input(tuned.parameters, "k_exc"));
  }

  void what_cannot_be_solved_is_refused_by_name() {
    const auto check = [](const Experiment& e) { return [e] { validate(e); }; };
    // Of 15 patterns with p_out = 0.01 none is to be responded to.
    QCOMPARE(refusal_of(check(neuron({{"alpha", "0.05"}, {"p_out", "0.01"}}))),
             std::string("alpha"));
    QCOMPARE(refusal_of(check(neuron({{"N", "300.5"}}))), std::string("N"));
    QCOMPARE(refusal_of(check(neuron({{"N", "6000"}, {"alpha", "2"}}))), std::string("alpha"));
    Experiment with_event = neuron();
    with_event.events.push_back({});
    with_event.events.front().symbol = "Gamma";
    QVERIFY(!refusal_of(check(with_event)).empty());
    QCOMPARE(refusal_of([] { Engine{neuron()}; }), std::string("model"));
  }

  void both_solutions_come_with_their_proof() {
    const Experiment e = neuron();
    double told = 0;
    const SelectiveAnswer a =
        solve_selective({e.parameters, e.seed}, {}, [&](double part) { told = part; });
    QVERIFY(a.is_feasible() && told > 0.5);
    const balance::Margins m = margins(a.problem, a.out.margin.weights);
    QCOMPARE(m.kappa_out, a.out.kappa_out);
    const double bound = upper_bound(a.problem, balance::Maximise::kappa_out, a.out.margin.lambda);
    QVERIFY(bound - m.kappa_out >= 0 && bound - m.kappa_out < 1e-9);
    QVERIFY(a.in.kappa_in >= a.out.kappa_in && a.out.kappa_out >= a.in.kappa_out);
    QCOMPARE(a.out.margin.regime, balance::Regime::balanced);
    QCOMPARE(selective_words(a, e.parameters).word, std::string("Balanced"));
    const Experiment other = neuron({{"rule", "input_margin"}});
    QCOMPARE(selective_words(a, other.parameters).word, std::string("Unbalanced"));
  }

  void a_load_beyond_capacity_is_answered_with_the_proof() {
    const Experiment e = neuron({{"alpha", "1.4"}, {"N", "100"}});
    const SelectiveAnswer a = solve_selective({e.parameters, e.seed});
    QVERIFY(!a.is_feasible() && a.out.margin.is_proved_infeasible());
    const PlainWords words = selective_words(a, e.parameters);
    QCOMPARE(words.word, std::string("No solution"));
    QVERIFY(words.reasons.find("Proved") != std::string::npos);
  }

  void noise_alone_asks_for_no_new_solution() {
    const Experiment e = neuron(), noisy = neuron({{"sigma_out", "0.5"}, {"rule", "input_margin"}});
    QVERIFY(SelectiveQuestion({e.parameters, 7}).is_same_problem({noisy.parameters, 7}));
    QVERIFY(!SelectiveQuestion({e.parameters, 7}).is_same_problem({e.parameters, 8}));
  }

  void theory_names_the_place_in_the_diagram() {
    const SelectiveTheory t = selective_theory(neuron().parameters);
    QCOMPARE(phase_at(t.diagram, 0.8, 0.85), Phase::balanced);
    QCOMPARE(phase_at(t.diagram, 0.8, 0.86), Phase::unbalanced_only);
    QCOMPARE(phase_at(t.diagram, 0.8, 1.001), Phase::no_solution);
    QCOMPARE(phase_at(t.diagram, 1, 0.01), Phase::unbalanced_only);
    QVERIFY(std::abs(t.by_load.alpha_b - 0.8554476780) < 1e-9);
    QVERIFY(t.weights_of_out && t.weights_of_in);
    QVERIFY(std::abs(t.weights_of_out->excitatory.silent - 0.596971891) < 1e-8);
    // Beyond alpha_b the norm falls and the imbalance rises.
    const TypicalCurve& typical = t.typical;
    QVERIFY(typical.alpha.size() > 20 && typical.IB.front() == 0 && typical.norm.front() == 1);
    QVERIFY(typical.IB.back() > 0.4 && typical.norm.back() < 0.3);
  }

  void samples_do_not_depend_on_threads_and_go_on_where_they_were() {
    const Experiment e = neuron({{"N", "60"}});
    const auto sampled = [&](LoadSampler& sampler, int samples, unsigned threads) {
      return sampler.sample({e.parameters, e.seed, {0.3, 0.6}, samples}, {}, {}, {threads});
    };
    LoadSampler one, two;
    sampled(two, 2, 2);
    const SampledLoads a = sampled(one, 5, 1), b = sampled(two, 5, 2);
    QCOMPARE(a.samples_done, 5);
    for (std::size_t k = 0; k < 2; ++k) {
      QCOMPARE(a.loads[k].solved, b.loads[k].solved);
      QCOMPARE(a.loads[k].kappa_out.mean, b.loads[k].kappa_out.mean);
      QCOMPARE(a.loads[k].kappa_in.error, b.loads[k].kappa_in.error);
    }
    QVERIFY(a.loads[0].kappa_out.mean > a.loads[1].kappa_out.mean);
  }

  void a_stopped_sampling_shows_what_it_has() {
    const Experiment e = neuron({{"N", "60"}});
    std::stop_source stop;
    LoadSampler sampler;
    const auto show = [&](const SampledLoads& so_far, double) {
      if (so_far.samples_done >= 2) stop.request_stop();
    };
    const SampledLoads some =
        sampler.sample({e.parameters, e.seed, {0.5}, 100000}, show, stop.get_token(), {1});
    QVERIFY(some.samples_done >= 2 && some.samples_done < 100000);
  }

  void errors_are_counted_as_often_as_predicted() {
    const Experiment e = neuron();
    const auto a = std::make_shared<const SelectiveAnswer>(solve_selective({e.parameters, e.seed}));
    const NoiseAnswer rates =
        noise_errors_work()({a, e.parameters, NoiseKind::output, 1}, [](auto&&...) {}, {});
    QCOMPARE(rates.counted.size(), std::size_t(8));
    for (const CountedErrors& c : rates.counted) {
      const balance::Noise noise =
          neuron_noise(with_noise(e.parameters, NoiseKind::output, c.strength));
      const double out = predicted_error(a->problem, a->out.margin.weights, noise);
      CLAIM(std::abs(c.out - out) < 5 * c.out_error, std::to_string(c.strength));
      const double in = predicted_error(a->problem, a->in.margin.weights, noise);
      CLAIM(std::abs(c.in - in) < 5 * c.in_error, std::to_string(c.strength));
    }
  }
};

TEST_PROGRAM(SelectiveLabTest)

}  // namespace selective_lab_test

#include "selective_lab_test.moc"
