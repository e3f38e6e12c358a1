// Maximal margins: exact small cases, instances solved by another method, certificates checked in
// plain loops, and what must hold of any solution.
#include "core/balance/margin_solver.h"

#include <rapidcheck.h>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/math/check.h"
#include "tests/support/margins.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

namespace margin_solver_test {

using namespace homeostat;
using balance::MarginSolution;
using balance::maximal_margin;
using balance::Maximise;
using balance::Problem;
using balance::Regime;
using test::random_problem;

namespace {

constexpr std::array both{Maximise::kappa_out, Maximise::kappa_in};

/// One excitatory input of 2 in the pattern to respond to, of 1 in the other.
Problem one_input(double Gamma) {
  Problem p;
  p.patterns.resize(2, 1);
  p.patterns << 2, 1;
  p.labels = Eigen::Vector2d(1, -1);
  p.signs = Eigen::VectorXd::Ones(1);
  p.Gamma = Gamma;
  return p;
}

void verify_certificate(const Problem& p, Maximise what, const MarginSolution& s,
                        const std::string& name) {
  const std::string complaint = test::certificate_complaint(p, what, s);
  CLAIM(complaint.empty(), name + ": " + complaint);
}

std::string refused_field(const Problem& p) {
  try {
    maximal_margin(p, Maximise::kappa_out);
  } catch (const InputError& error) {
    return error.field();
  }
  return "nothing";
}

}  // namespace

class MarginSolverTest : public QObject {
  Q_OBJECT

 private slots:
  void one_input_is_solved_as_by_hand() {
    // kappa_out(w) = min(2 w - 1, 1 - w), kappa_in(w) = min(2 - 1/w, 1/w - 1): both best at 2/3.
    const auto out = maximal_margin(one_input(1), Maximise::kappa_out);
    NEAR(out.weights[0], 2.0 / 3, 1e-9, "w");
    NEAR(out.kappa, 1.0 / 3, 1e-10, "kappa_out");
    QCOMPARE(out.regime, Regime::linear_programming);
    const auto in = maximal_margin(one_input(1), Maximise::kappa_in);
    NEAR(in.kappa, 0.5, 1e-10, "kappa_in");
    QCOMPARE(in.regime, Regime::unbalanced);
    // Gamma = 0.6 holds w below 2/3: there kappa_out = 0.2 and kappa_in = 1/3.
    const auto held = maximal_margin(one_input(0.6), Maximise::kappa_out);
    NEAR(held.kappa, 0.2, 1e-10, "kappa_out at Gamma = 0.6");
    QCOMPARE(held.regime, Regime::balanced);
    const auto held_in = maximal_margin(one_input(0.6), Maximise::kappa_in);
    NEAR(held_in.kappa, 1.0 / 3, 1e-10, "kappa_in at Gamma = 0.6");
    QCOMPARE(held_in.regime, Regime::balanced);
    // Gamma = 0.4 does not reach the threshold: kappa_out = 2 * 0.4 - 1.
    const auto none = maximal_margin(one_input(0.4), Maximise::kappa_out);
    NEAR(none.kappa, -0.2, 1e-10, "kappa_out at Gamma = 0.4");
    QVERIFY(none.is_proved_infeasible() && !none.is_feasible());
  }

  void inhibition_alone_has_no_solution() {
    Problem p = one_input(1);
    p.signs[0] = -1;
    for (const Maximise what : both) QVERIFY(maximal_margin(p, what).is_proved_infeasible());
  }

  void no_solution_is_proved_where_no_weights_at_all_do_best() {
    // To respond to -1 and not to 1 by an excitatory weight: any weight makes both worse.
    Problem p = one_input(1);
    p.patterns.resize(2, 1);
    p.patterns << -1, 1;
    p.labels = Eigen::Vector2d(1, -1);
    for (const Maximise what : both) {
      const auto none = maximal_margin(p, what);
      QVERIFY(none.is_proved_infeasible());
      NEAR(none.kappa_upper, upper_bound(p, what, none.lambda), 1e-12, "what lambda proves");
    }
  }

  void two_orthogonal_inputs_are_solved_as_by_hand() {
    // x = (1, 0) +, x = (0, 1) -, both excitatory: the second weight is 0, kappa_out = min(w - 1,
    // 1).
    Problem p;
    p.patterns = math::RowMatrix::Identity(2, 2);
    p.labels = Eigen::Vector2d(1, -1);
    p.signs = Eigen::Vector2d(1, 1);
    p.Gamma = 1.5;
    const auto out = maximal_margin(p, Maximise::kappa_out);
    NEAR(out.kappa, 0.5, 1e-10, "kappa_out");
    SAME(out.weights[1], 0.0, "the silent weight");
    // kappa_in = min(1 - 1/w, 1/w): best at w = 2, beyond Gamma.
    NEAR(maximal_margin(p, Maximise::kappa_in).kappa, 1.0 / 3, 1e-10, "kappa_in, held");
    p.Gamma = 5;
    const auto in = maximal_margin(p, Maximise::kappa_in);
    NEAR(in.kappa, 0.5, 1e-10, "kappa_in");
    NEAR(in.norm, 2, 1e-8, "|w|");
  }

  void shared_instances_are_solved_and_their_certificates_hold() {
    for (int number = 1; number <= 14; ++number) {
      const auto [json, p] = test::margin_instance(number);
      QVERIFY(!json.isEmpty());
      const std::string name = "instance " + std::to_string(number);
      const auto out = maximal_margin(p, Maximise::kappa_out);
      NEAR(out.kappa, json["kappa_out_max"].toDouble(), 1e-9, name + ", kappa_out");
      NEAR(out.gap(), 0, 1e-9, name + ", gap of kappa_out");
      verify_certificate(p, Maximise::kappa_out, out, name + ", kappa_out");
      CLAIM((out.regime == Regime::balanced) == json["norm_active"].toBool(), name + ", regime");
      // Where the norm is active the solution is unique; the file has ten digits of it.
      const QJsonArray w = json["w_kappa_out"].toArray();
      for (int i = 0; out.regime == Regime::balanced && i < w.size(); ++i)
        NEAR(std::abs(out.weights[i]), std::abs(w[i].toDouble()), 1e-5, name + ", a weight");

      const auto in = maximal_margin(p, Maximise::kappa_in);
      verify_certificate(p, Maximise::kappa_in, in, name + ", kappa_in");
      const bool is_feasible = json["status"].toString() == "feasible";
      CLAIM(out.is_feasible() == is_feasible && in.is_feasible() == is_feasible, name);
      CLAIM(out.is_proved_infeasible() != is_feasible, name + ", proof");
      CLAIM(in.is_proved_infeasible() != is_feasible, name + ", proof by kappa_in");
      if (!is_feasible) continue;
      NEAR(in.kappa, json["kappa_in_max"].toDouble(), 1e-9, name + ", kappa_in");
      NEAR(in.gap(), 0, 1e-9, name + ", gap of kappa_in");
      CLAIM((in.regime == Regime::balanced) == (json["lambda_dot_y"].toDouble() > 1e-6),
            name + ", regime of kappa_in");
    }
  }

  void any_solution_fulfils_the_optimality_conditions() {
    const bool holds = rc::check("complementarity and stationarity", [] {
      const int N = *rc::gen::inRange(2, 60), P = *rc::gen::inRange(2, 90);
      const auto seed = *rc::gen::inRange(0u, 1'000'000u);
      const double Gamma = *rc::gen::element(0.1, 0.5, 1.0, 3.0);
      const double f_exc = *rc::gen::element(0.2, 0.5, 0.8, 1.0);
      const Problem p = random_problem(P, N, seed, Gamma, f_exc);
      const auto s = maximal_margin(p, Maximise::kappa_out);
      RC_ASSERT(test::certificate_complaint(p, Maximise::kappa_out, s).empty());
      RC_ASSERT(s.gap() < 1e-9);
      // Only patterns at the margin carry lambda: the gap is the sum of lambda times the excess,
      // and of what lambda leaves of the weights.
      const Eigen::ArrayXd excess =
          p.labels.array() * (potentials(p, s.weights).array() - 1) - s.kappa;
      RC_ASSERT((s.lambda.array() * excess).sum() < 1e-9);
      // At the norm's bound the weights point along the allowed part of sum_mu lambda y x.
      if (s.regime != Regime::balanced) return;
      const Eigen::VectorXd h =
          p.patterns.transpose() * (p.labels.array() * s.lambda.array()).matrix();
      const Eigen::VectorXd allowed = (h.array() * p.signs.array() > 0).select(h, 0.0);
      RC_ASSERT(std::abs(s.norm - Gamma) < 1e-7);
      if (allowed.norm() > 1e-3)  // else the direction has no digits
        RC_ASSERT((allowed.normalized() - s.weights / Gamma).norm() < 1e-3);
    });
    QVERIFY(holds);
  }

  void kappa_in_solutions_fulfil_theirs() {
    const bool holds = rc::check("kappa_in", [] {
      const int N = *rc::gen::inRange(2, 60), P = *rc::gen::inRange(2, 60);
      const double Gamma = *rc::gen::element(0.1, 0.5, 1.0, 3.0);
      const Problem p = random_problem(P, N, *rc::gen::inRange(0u, 1'000'000u), Gamma);
      const auto in = maximal_margin(p, Maximise::kappa_in);
      const auto out = maximal_margin(p, Maximise::kappa_out);
      RC_ASSERT(test::certificate_complaint(p, Maximise::kappa_in, in).empty());
      if (std::abs(out.kappa) < 1e-8) return;  // neither
      RC_ASSERT(in.is_feasible() == out.is_feasible());
      if (!in.is_feasible()) return;
      RC_ASSERT(in.gap() < 1e-9 * std::max(1.0, in.kappa));
      // Each is best at its own.
      RC_ASSERT(in.kappa >= margins(p, out.weights).kappa_in - 1e-9);
      RC_ASSERT(out.kappa >= margins(p, in.weights).kappa_out - 1e-9);
    });
    QVERIFY(holds);
  }

  void units_do_not_matter() {
    const Problem p = random_problem(30, 50, 3);
    for (const double unit : {1e-6, 1e-3, 40.0, 1e6}) {
      Problem other = p;
      other.patterns *= unit;
      other.Gamma /= unit;
      for (const Maximise what : both) {
        const double expected =
            maximal_margin(p, what).kappa * (what == Maximise::kappa_in ? unit : 1.0);
        NEAR(maximal_margin(other, what).kappa / expected, 1, 1e-8, "ratio");
      }
    }
  }

  void the_order_of_patterns_and_inputs_does_not_matter() {
    const Problem p = random_problem(25, 40, 8);
    Problem other = p;
    other.patterns = p.patterns.rowwise().reverse().colwise().reverse().eval();
    other.labels = p.labels.reverse().eval();
    other.signs = p.signs.reverse().eval();
    for (const Maximise what : both)
      NEAR(maximal_margin(other, what).kappa, maximal_margin(p, what).kappa, 1e-9, "kappa");
  }

  void more_strength_never_harms_and_more_patterns_never_help() {
    double before = -1e9;
    for (const double Gamma : {0.05, 0.1, 0.2, 0.5, 1.0, 4.0}) {
      const double kappa =
          maximal_margin(random_problem(30, 60, 5, Gamma), Maximise::kappa_out).kappa;
      CLAIM(kappa >= before - 1e-9, "kappa_out fell at Gamma " + std::to_string(Gamma));
      before = kappa;
    }
    const Problem all = random_problem(40, 60, 6);
    before = 1e9;
    for (const int P : {4, 10, 20, 30, 40}) {
      Problem part = all;
      part.patterns = all.patterns.topRows(P);
      part.labels = all.labels.head(P);
      const double kappa = maximal_margin(part, Maximise::kappa_in).kappa;
      CLAIM(kappa <= before + 1e-9, "kappa_in rose at P " + std::to_string(P));
      before = kappa;
    }
  }

  void repeated_patterns_and_silent_inputs_are_no_trouble() {
    Problem p = random_problem(20, 30, 4);
    const double once = maximal_margin(p, Maximise::kappa_out).kappa;
    p.patterns.row(2) = p.patterns.row(0);
    p.patterns.row(19) = p.patterns.row(1);
    p.patterns.col(29).setZero();
    const auto s = maximal_margin(p, Maximise::kappa_out);
    NEAR(s.gap(), 0, 1e-9, "gap");
    verify_certificate(p, Maximise::kappa_out, s, "repeated");
    CLAIM(std::isfinite(once) && s.is_feasible(), "repeated patterns");
    // The same pattern in both classes: the best margin is that of the lesser evil, at most 0.
    p.patterns.row(1) = p.patterns.row(0);
    for (const Maximise what : both) {
      const auto torn = maximal_margin(p, what);
      verify_certificate(p, what, torn, "torn");
      CLAIM(torn.kappa <= 1e-12, "a contradiction has a solution");
    }
  }

  void bits_do_not_depend_on_threads() {
    for (const auto& [P, N] : {std::pair{150, 260}, std::pair{300, 170}}) {
      const Problem p = random_problem(P, N, 11);
      for (const Maximise what : both) {
        balance::SolverOptions options;
        const auto one = maximal_margin(p, what, options);
        for (const unsigned threads : {2u, 7u}) {
          options.threads = threads;
          const auto several = maximal_margin(p, what, options);
          CLAIM(several.weights == one.weights && several.lambda == one.lambda &&
                    several.kappa == one.kappa,
                std::to_string(threads) + " threads");
        }
      }
    }
  }

  void many_problems_side_by_side_are_those_alone() {
    const Problem shared = random_problem(30, 50, 13);
    const auto problem_of = [&](std::size_t number) {
      Problem p = shared;
      for (Eigen::Index mu = 0; mu < p.P(); ++mu)
        p.labels[mu] = (mu + 1) % (static_cast<Eigen::Index>(number) + 2) == 0 ? 1 : -1;
      return p;
    };
    constexpr std::size_t count = 12;
    for (const unsigned threads : {1u, 2u, 5u}) {
      std::size_t told = 0;
      const auto solutions =
          maximal_margins(count, problem_of, Maximise::kappa_in, {threads, lab::Priority::normal},
                          {}, [&](std::size_t, const MarginSolution&) { ++told; });
      QCOMPARE(told, count);
      for (std::size_t k = 0; k < count; ++k) {
        const auto alone = maximal_margin(problem_of(k), Maximise::kappa_in);
        QVERIFY(solutions[k]->weights == alone.weights && solutions[k]->lambda == alone.lambda);
      }
    }
    std::stop_source stop;
    const auto some = maximal_margins(
        count, problem_of, Maximise::kappa_out, {2, lab::Priority::normal}, stop.get_token(),
        [&](std::size_t, const MarginSolution&) { stop.request_stop(); });
    const auto solved = std::count_if(some.begin(), some.end(), [](const auto& s) { return s; });
    QVERIFY(solved > 0 && static_cast<std::size_t>(solved) < count);
  }

  void progress_closes_in_and_a_cancelled_answer_is_still_true() {
    const Problem p = random_problem(60, 100, 12);
    std::stop_source stop;
    std::vector<balance::SolverProgress> seen;
    balance::SolverOptions options;
    options.stop = stop.get_token();
    options.on_progress = [&](const balance::SolverProgress& now) { seen.push_back(now); };
    const auto whole = maximal_margin(p, Maximise::kappa_out, options);
    QVERIFY(!whole.is_cancelled && seen.size() > 5);
    for (std::size_t k = 1; k < seen.size(); ++k) {
      QVERIFY(seen[k].kappa >= seen[k - 1].kappa && seen[k].part_done >= seen[k - 1].part_done);
      QVERIFY(seen[k].kappa_upper <= seen[k - 1].kappa_upper * (1 + 1e-12));
    }
    options.on_progress = [&](const balance::SolverProgress& now) {
      if (now.iteration == 4) stop.request_stop();
    };
    const auto part = maximal_margin(p, Maximise::kappa_out, options);
    QVERIFY(part.is_cancelled && part.iterations == 4);
    verify_certificate(p, Maximise::kappa_out, part, "cancelled");
    QVERIFY(part.kappa < whole.kappa && whole.kappa < part.kappa_upper);
  }

  void wrong_input_is_refused_by_name() {
    const Problem good = random_problem(6, 9, 1);
    Problem p = good;
    p.labels.conservativeResize(5);
    QCOMPARE(refused_field(p), std::string("labels"));
    p = good;
    p.signs.conservativeResize(10);
    QCOMPARE(refused_field(p), std::string("signs"));
    p = good;
    p.patterns(2, 3) = std::nan("");
    QCOMPARE(refused_field(p), std::string("patterns row 3, column 4"));
    p = good;
    p.labels[1] = 0;
    QCOMPARE(refused_field(p), std::string("label 2"));
    p = good;
    p.signs[4] = 0.5;
    QCOMPARE(refused_field(p), std::string("sign 5"));
    p = good;
    p.labels.setOnes();
    QCOMPARE(refused_field(p), std::string("labels"));
    for (const double Gamma : {0.0, -1.0, std::nan(""), HUGE_VAL}) {
      p = good;
      p.Gamma = Gamma;
      QCOMPARE(refused_field(p), std::string("Gamma"));
    }
    p.patterns.resize(0, 0);
    QCOMPARE(refused_field(p), std::string("patterns"));
  }

  void measures_of_a_weight_vector_are_those_of_the_paper() {
    Problem p;
    p.patterns.resize(2, 3);
    p.patterns << 3, 1, 2, 1, 3, 2;
    p.labels = Eigen::Vector2d(1, -1);
    p.signs = Eigen::Vector3d(1, 1, -1);
    const Eigen::Vector3d w(1, 0, -0.5);
    const auto m = margins(p, w);  // potentials 2 and 0
    SAME(m.kappa_out, 1.0, "kappa_out");
    NEAR(m.kappa_in, 1 / std::sqrt(1.25), 1e-15, "kappa_in");
    NEAR(imbalance_index(p, w), (2.0 - 1.0) / (2.0 + 1.0), 1e-15, "IB");
    const auto silent = silent_fractions(p, w);
    SAME(silent.excitatory, 0.5, "silent excitatory");
    SAME(silent.inhibitory, 0.0, "silent inhibitory");
  }
};

TEST_PROGRAM(MarginSolverTest)

}  // namespace margin_solver_test

#include "margin_solver_test.moc"
