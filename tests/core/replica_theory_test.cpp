// Replica theory of the selective neuron: tables of an independent program, closed forms, and the
// variational formula, which knows nothing of the saddle-point equations. Tables have ten digits.
#include <QtTest>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <numbers>

#include "core/balance/gaussian.h"
#include "core/balance/robustness.h"
#include "core/balance/typical.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/reference_table.h"
#include "tests/support/test_program.h"

namespace replica_theory_test {

using namespace homeostat;
using balance::Circuit;
using balance::Regime;
using test::ReferenceTable;

namespace {

constexpr double table_digits = 1e-8;

double least(const std::function<double(double)>& f, double low, double high) {
  return boost::math::tools::brent_find_minima(f, low, high, 40).second;
}

/// Largest load of margin `kappa` |w| (kappa_in), weights being such that theta~ lies in [0, most]:
/// the maximum of alpha_unc 2C over Delta, theta~ and the excitatory share of |u|^2.
double variational_load(const Circuit& c, double kappa, double most_theta) {
  return -least(
      [&](double e) {
        const double root_Q = 1 / std::sqrt(e + (1 - e) / (c.lambda * c.lambda));
        const double K = kappa / root_Q;
        // 1/alpha_unc at its smallest over Delta.
        const double inverse = least(
            [&](double Delta) {
              return c.p_out * balance::E2(-(Delta + K)) + (1 - c.p_out) * balance::E2(Delta - K);
            },
            -5, 5);
        const double overlap =
            most_theta == 0
                ? largest_overlap(c, 0, e)
                : -least([&](double t) { return -largest_overlap(c, t, e); }, 0, most_theta);
        return -overlap * overlap / inverse;
      },
      1e-9, 1 - 1e-9);
}

double by_quadrature(const std::function<double(double)>& f, double low, double high) {
  return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(
      [&](double t) { return balance::gaussian_density(t) * f(t); }, low, high, 8, 1e-14);
}

}  // namespace

class ReplicaTheoryTest : public QObject {
  Q_OBJECT

 private slots:
  void closed_forms_are_the_integrals() {
    for (const double a : {-6.0, -1.3, 0.0, 0.7, 2.0, 5.0, 9.0}) {
      const double end = std::max(a, 0.0) + 14;
      const double e1 = by_quadrature([&](double t) { return t - a; }, a, end);
      const double e2 = by_quadrature([&](double t) { return (t - a) * (t - a); }, a, end);
      NEAR(balance::E1(a) / e1, 1, 1e-11, "E1 at " + std::to_string(a));
      NEAR(balance::E2(a) / e2, 1, 1e-11, "E2 at " + std::to_string(a));
    }
    // gamma_+-(0) = 1/4, and gamma'_+-(0) = -+1/sqrt(2 pi), where the paper has -+1/sqrt(pi).
    NEAR(balance::E2(0) / 2, 0.25, 1e-16, "gamma(0)");
    NEAR(balance::E1(0), 1 / std::sqrt(2 * std::numbers::pi), 1e-15, "-gamma'(0)");
  }

  void the_hazard_is_right_far_out() {
    NEAR(balance::gaussian_hazard(7.999999), balance::gaussian_hazard(8.000001), 3e-6,
         "at the seam");
    for (const double x : {10.0, 40.0, 1e4})  // x + 1/x - 2/x^3 + 10/x^5
      NEAR(balance::gaussian_hazard(x), x + 1 / x - 2 / std::pow(x, 3) + 10 / std::pow(x, 5),
           80 / std::pow(x, 7), "at " + std::to_string(x));
    NEAR(balance::gaussian_hazard(-50), 0, 1e-300, "on the other side");
  }

  void capacities_are_those_of_the_table() {
    const ReferenceTable table("balance/capacity_vs_fexc.csv");
    const std::pair<const char*, double> columns[] = {{"1_over_sqrt2", 1 / std::numbers::sqrt2},
                                                      {"1", 1},
                                                      {"sqrt2", std::numbers::sqrt2},
                                                      {"2", 2}};
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (const auto& [name, phi] : columns) {
        const Circuit c{.f_exc = table.number(row, "f_exc"), .phi = phi};
        const std::string where = "f_exc " + table.text(row, "f_exc") + ", phi " + name;
        NEAR(alpha_c(c), table.number(row, std::string("alpha_c_phi_") + name), table_digits,
             where);
        NEAR(alpha_b(c), table.number(row, std::string("alpha_b_phi_") + name), table_digits,
             where);
        // Both populations may change their roles.
        const Circuit mirrored{.f_exc = 1 - c.f_exc, .phi = 1 / phi};
        NEAR(alpha_b(mirrored), alpha_b(c), 1e-12, where + ", mirrored");
      }
    }
    NEAR(balance::f_exc_star(4), 0.8, 1e-15, "f*_exc at phi = 4");
  }

  void unconstrained_capacities_are_those_of_the_table() {
    const ReferenceTable table("balance/unconstrained_capacity_vs_pout.csv");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const double p = table.number(row, "p_out");
      NEAR(balance::Delta_at(p, 0), table.number(row, "Delta"), table_digits, "Delta");
      NEAR(balance::alpha_unconstrained(p, 0), table.number(row, "alpha_unc"), table_digits,
           "alpha");
    }
    // Gardner's perceptron with margin: alpha = 1 / int_{-K}^inf Dt (t + K)^2.
    for (const double K : {0.3, 1.0})
      NEAR(balance::alpha_unconstrained(0.5, K),
           1 / by_quadrature([&](double t) { return (t + K) * (t + K); }, -K, 14), 1e-11,
           "Gardner");
  }

  void margins_are_those_of_the_tables() {
    for (const double p_out : {0.5, 0.1}) {
      const ReferenceTable table(p_out == 0.5
                                     ? "balance/kappa_vs_load_pout0.5_f0.8_phi_sqrt2_lam2.csv"
                                     : "balance/kappa_vs_load_pout0.1_f0.8_phi_sqrt2_lam2.csv");
      const Circuit c{.p_out = p_out};
      for (std::size_t row = 0; row < table.rows(); ++row) {
        // The loads are printed with ten digits; what follows is as exact as its slope lets it.
        const double alpha = table.text(row, "alpha_over_alpha_c") == ""
                                 ? 0
                                 : table.number(row, "alpha_over_alpha_c") * alpha_c(c);
        const std::string where = "alpha " + std::to_string(alpha) + ", p " + std::to_string(p_out);
        const auto out = balance::kappa_out_max(c, alpha), in = balance::kappa_in_max(c, alpha);
        QVERIFY(out && in);
        const bool is_balanced = table.text(row, "kappa_out_regime") == "balanced";
        CLAIM((out->regime == Regime::balanced) == is_balanced, where);
        NEAR(out->kappa,
             table.number(
                 row, is_balanced ? "kappa_out_over_Gamma" : "kappa0=kappa_out*sqrtN*xbar/sigma"),
             table_digits, where + ", kappa_out");
        NEAR(out->Q, table.number(row, "Q_kout"), table_digits, where + ", Q");
        const auto laws = weight_laws(c, *out, 1000, 1);
        NEAR(laws.excitatory.silent, table.number(row, "silent_exc_kout"), table_digits, where);
        NEAR(laws.inhibitory.silent, table.number(row, "silent_inh_kout"), table_digits, where);
        const std::string norm = table.text(row, "kappa_in_solution_sqrtN_xbar_over_sigma_norm");
        if (norm == "inf") {
          // There the table's kappa_in is that of the unbalanced equations, whose theta~ < 0 is not
          // allowed: phi > phi*, so that the solution is balanced, and kappa_in is kappa_out/Gamma.
          QCOMPARE(in->regime, Regime::balanced);
          NEAR(in->kappa, out->kappa, 1e-12, where + ", kappa_in of a balanced solution");
          CLAIM(in->kappa < table.number(row, "kappa_in_max(sigma_exc)") - 1e-3, where);
          continue;
        }
        QCOMPARE(in->regime, Regime::unbalanced);
        NEAR(in->kappa, table.number(row, "kappa_in_max(sigma_exc)"), table_digits, where);
        NEAR(in->scaled_norm() / std::stod(norm), 1, 1e-6, where + ", norm");
        NEAR(balance::phi_star(c, in->kappa), table.number(row, "phi_star"), table_digits, where);
        NEAR(weight_laws(c, *in, 1000, 1).excitatory.silent, 0.5, 1e-15, where);
      }
    }
  }

  void phi_star_is_that_of_the_table_and_falls_for_lambda_above_1() {
    const ReferenceTable table("balance/phi_star_f0.8.csv");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const Circuit c{.f_exc = table.number(row, "f_exc"), .lambda = table.number(row, "lambda")};
      NEAR(balance::phi_star(c, table.number(row, "kappa_in")), table.number(row, "phi_star"),
           table_digits, "phi* in row " + std::to_string(row + 1));
    }
    // The paper calls kappa_in solutions unbalanced throughout for lambda >= 1; that is so for
    // lambda <= 1. At lambda = 2, phi = sqrt 2 they become balanced at kappa_in 2.4323, alpha
    // 0.0985.
    NEAR(balance::phi_star({}, 2.4323), std::numbers::sqrt2, 1e-4, "phi* at the transition");
    QCOMPARE(balance::kappa_in_max({}, 0.098)->regime, Regime::balanced);
    QCOMPARE(balance::kappa_in_max({}, 0.099)->regime, Regime::unbalanced);
  }

  void saddle_points_are_the_maxima_of_the_variational_formula() {
    for (const Circuit& c : {Circuit{}, Circuit{.lambda = 0.5, .p_out = 0.3},
                             Circuit{.f_exc = 0.6, .phi = 1, .lambda = 1, .p_out = 0.1}}) {
      for (const double part : {0.2, 0.5, 0.8, 0.95}) {
        const double alpha = part * alpha_c(c);
        const auto in = balance::kappa_in_max(c, alpha);
        NEAR(variational_load(c, in->kappa, 1.5) / alpha, 1, 1e-9, "kappa_in");
        if (alpha >= alpha_b(c)) continue;
        NEAR(variational_load(c, balance::kappa_out_max(c, alpha)->kappa, 0) / alpha, 1, 1e-9,
             "kappa_out");
      }
    }
  }

  void unbalanced_kappa_out_is_the_variational_maximum() {
    const Circuit c;
    for (const double alpha : {0.87, 0.9, 0.97}) {
      const double kappa = balance::kappa_out_max(c, alpha)->kappa;
      // K = theta~ kappa_0; nothing depends on Q but the overlap, which the best share of |u|^2
      // makes largest.
      const double load = -least(
          [&](double theta) {
            const double overlap =
                -least([&](double e) { return -largest_overlap(c, theta, e); }, 1e-9, 1 - 1e-9);
            return -overlap * overlap * balance::alpha_unconstrained(c.p_out, theta * kappa);
          },
          0, 0.6);
      NEAR(load, alpha, 1e-9, "load");
    }
  }

  void margins_join_at_the_balanced_capacity_and_end_at_the_capacity() {
    const Circuit c;
    const double b = alpha_b(c);
    NEAR(balance::kappa_out_max(c, b * (1 - 1e-7))->kappa, 0, 1e-6,
         "kappa_out/Gamma below alpha_b");
    CLAIM(balance::kappa_out_max(c, b * (1 + 1e-7))->kappa > 0.1, "kappa_0 above alpha_b");
    NEAR(balance::kappa_out_max(c, 1 - 1e-7)->kappa, 0, 1e-6, "kappa_0 at alpha_c");
    NEAR(balance::kappa_in_max(c, 1 - 1e-7)->kappa, 0, 1e-6, "kappa_in at alpha_c");
    QVERIFY(!balance::kappa_out_max(c, 1) && !balance::kappa_in_max(c, 1.2) &&
            !balance::typical_solution(c, 1));
    // Purely excitatory: every load is between alpha_b = 0 and alpha_c.
    const Circuit excitatory{.f_exc = 1};
    for (const double alpha : {0.1, 0.5, 0.9}) {
      const auto out = balance::kappa_out_max(excitatory, alpha);
      NEAR(out->alpha, alpha, 1e-12, "load");
      const auto laws = weight_laws(excitatory, *out, 1000, 1);
      CLAIM(laws.excitatory.silent > 0.5, "silent weights");
    }
  }

  void coexistence_is_that_of_the_table_and_of_the_closed_form() {
    const ReferenceTable table("balance/coexistence_alpha_c_of_W_f0.8_phi_sqrt2.csv");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const double W = table.number(row, "W");
      for (const double lambda : {1.0, 2.0}) {
        const Circuit c{.lambda = lambda};
        NEAR(balance::alpha_coexisting(c, W),
             table.number(row, lambda == 1 ? "variational_exact_lam1" : "variational_exact_lam2"),
             table_digits, "alpha_c(W) at W " + table.text(row, "W"));
      }
      // The corrected S.113 is exact at lambda = 1.
      NEAR(balance::alpha_coexisting({.lambda = 1}, W),
           table.number(row, "S113_root_corrected_lam1"), table_digits, "S.113");
    }
  }

  void typical_solutions_are_those_of_the_table() {
    const ReferenceTable table("balance/typical_norm_IB_vs_load_f0.8_phi_sqrt2_lam2.csv");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const bool is_balanced = table.text(row, "branch") == "balanced";
      const double q = table.number(row, "q");
      const auto s =
          is_balanced ? balance::balanced_typical({}, q) : balance::unbalanced_typical({}, q);
      const std::string where = table.text(row, "branch") + " at q " + table.text(row, "q");
      CLAIM(s.has_value(), where);
      NEAR(s->alpha, table.number(row, "alpha"), table_digits, where + ", alpha");
      NEAR(s->Q, table.number(row, "Q"), table_digits, where + ", Q");
      NEAR(s->IB, table.number(row, "IB"), table_digits, where + ", IB");
      if (is_balanced) continue;
      NEAR(s->theta_tilde, table.number(row, "theta_tilde"), table_digits, where);
      NEAR(s->scaled_norm(), table.number(row, "sqrtN_xbar_over_sigma_norm"), table_digits, where);
      const auto back = balance::typical_solution({}, s->alpha);
      NEAR(back->q, q, 1e-8, where + ", from its load");
    }
  }

  void typical_solutions_end_where_critical_ones_are() {
    const Circuit c;
    const auto near_b = balance::typical_solution(c, alpha_b(c) - 1e-5);
    QVERIFY(near_b->is_balanced && near_b->q > 0.9999);
    NEAR(near_b->Q, balance::kappa_out_max(c, alpha_b(c) - 1e-7)->Q, 1e-3, "Q at alpha_b");
    const auto near_c = balance::typical_solution(c, 1 - 1e-5);
    NEAR(near_c->scaled_norm(), 3.1597, 1e-3, "norm at alpha_c");
    NEAR(near_c->IB, 0.4776, 1e-3, "IB at alpha_c");
    const auto above_b = balance::typical_solution(c, alpha_b(c) + 1e-4);
    CLAIM(!above_b->is_balanced && above_b->IB < 0.01, "IB above alpha_b");
  }

  void weights_have_the_law_of_their_moments() {
    const Circuit c;
    const auto laws = weight_laws(c, *balance::kappa_out_max(c, 0.5), 600, 1);
    // Known to four digits: sqrt(N) <w>, N <w^2>.
    NEAR(std::sqrt(600.0) * laws.excitatory.mean_weight(), 0.4909, 1e-4, "<w_exc>");
    NEAR(-std::sqrt(600.0) * laws.inhibitory.mean_weight(), 0.6942, 1e-4, "<w_inh>");
    NEAR(600 * laws.excitatory.mean_square(), 0.9644, 1e-4, "<w_exc^2>");
    NEAR(600 * laws.inhibitory.mean_square(), 1.1423, 1e-4, "<w_inh^2>");
    // |w| is Gamma.
    NEAR(600 * (0.8 * laws.excitatory.mean_square() + 0.2 * laws.inhibitory.mean_square()), 1,
         1e-12, "|w|^2");
    for (const auto& law : {laws.excitatory, laws.inhibitory}) {
      const auto integral = [&](int power) {
        const double end = law.sign * 12 * law.deviation;
        return law.sign * boost::math::quadrature::gauss_kronrod<double, 61>::integrate(
                              [&](double w) { return std::pow(w, power) * law.density(w); }, 0.0,
                              end, 8, 1e-13);
      };
      NEAR(integral(0), 1 - law.silent, 1e-10, "all that is not silent");
      NEAR(integral(1), law.mean_weight(), 1e-10, "mean");
      NEAR(integral(2), law.mean_square(), 1e-10, "mean square");
    }
    // Unbalanced: |w| is of order 1/sqrt(N).
    const auto in = balance::kappa_in_max(c, 0.5);
    const auto weak = weight_laws(c, *in, 600, 1);
    NEAR(std::sqrt(600 *
                   (0.8 * weak.excitatory.mean_square() + 0.2 * weak.inhibitory.mean_square()) *
                   600),
         in->scaled_norm(), 1e-10, "|w| sqrt(N)");
  }

  void finite_size_form_has_the_limit_and_the_known_values() {
    // Known to four digits.
    const struct {
      double alpha, N, kappa;
    } known[] = {{0.5, 300, 0.4839},
                 {0.5, 1000, 0.4723},
                 {0.5, 3000, 0.4658},
                 {0.7, 300, 0.1951},
                 {0.7, 1000, 0.1811}};
    for (const auto& [alpha, N, kappa] : known)
      NEAR(*balance::balanced_kappa_out_max({}, alpha, N, 1), kappa, 6e-4,
           "kappa_out at N " + std::to_string(N));
    const double limit = balance::kappa_out_max({}, 0.5)->kappa;
    NEAR(*balance::balanced_kappa_out_max({}, 0.5, 1e14, 1), limit, 1e-6, "N to infinity");
    // What it adds falls as 1/sqrt(N).
    const double at_1e4 = *balance::balanced_kappa_out_max({}, 0.5, 1e4, 1) - limit;
    const double at_4e4 = *balance::balanced_kappa_out_max({}, 0.5, 4e4, 1) - limit;
    NEAR(at_1e4 / at_4e4, 2, 0.02, "ratio of what is added");
  }

  void wrong_circuits_are_refused() {
    for (const Circuit& c :
         {Circuit{.f_exc = -0.1}, Circuit{.phi = 0}, Circuit{.lambda = -1}, Circuit{.p_out = 1}})
      QVERIFY_EXCEPTION_THROWN(validate(c), InputError);
  }
};

TEST_PROGRAM(ReplicaTheoryTest)

}  // namespace replica_theory_test

#include "replica_theory_test.moc"
