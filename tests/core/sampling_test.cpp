// Random classifications, many of them solved, and noise: the computations behind Figs. 1, 2a, 3,
// S1, S2c and S3. Statistical claims are z-scores bounded by 5 on fixed seeds; where theory is of
// infinite N the allowance for N is written beside it.
#include "core/balance/sampling.h"

#include <QtTest>
#include <cmath>
#include <vector>

#include "core/balance/error_rate.h"
#include "core/balance/robustness.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

namespace sampling_test {

using namespace homeostat;
using balance::BinaryInputs;
using balance::CapacityOf;
using balance::Ensemble;
using balance::GammaInputs;
using balance::MarginSample;
using balance::Regime;
using balance::TunedInputs;

namespace {

constexpr double largest_z = 5;
constexpr lab::Workers workers{2, lab::Priority::normal};

const std::vector<balance::InputLaw> laws{GammaInputs{}, GammaInputs{0.7, 2, 3.5, 0.5},
                                          BinaryInputs{0.1, 0.3}, TunedInputs{1, 2, 0.05, 0.3}};

double kappa_out(const MarginSample& s) { return s.out.kappa_out; }
double kappa_in(const MarginSample& s) { return s.in.kappa_in; }

}  // namespace

class SamplingTest : public QObject {
  Q_OBJECT

 private slots:
  void inputs_have_the_moments_stated() {
    for (std::size_t k = 0; k < laws.size(); ++k) {
      const Ensemble e{.inputs = laws[k], .N = 200, .f_exc = 0.5};
      const auto m = balance::moments(e.inputs);
      const auto p = balance::draw(e, 2000, 5, k);
      QVERIFY(p.patterns.minCoeff() >= 0);
      for (const bool is_exc : {true, false}) {
        const double mean = is_exc ? m.mean_exc : m.mean_inh;
        const double sigma = is_exc ? m.sigma_exc : m.sigma_inh;
        const Eigen::ArrayXXd x = is_exc ? p.patterns.leftCols(100).array().eval()
                                         : p.patterns.rightCols(100).array().eval();
        const double root_n = std::sqrt(static_cast<double>(x.size()));
        const std::string name = "law " + std::to_string(k) + (is_exc ? ", exc" : ", inh");
        NEAR((x.mean() - mean) / sigma * root_n, 0, largest_z, name + ": z of the mean");
        const Eigen::ArrayXXd squares = (x - mean).square();
        const double spread = std::sqrt((squares - squares.mean()).square().mean());
        NEAR((squares.mean() - sigma * sigma) / spread * root_n, 0, largest_z,
             name + ": z of the variance");
      }
    }
  }

  void narrow_tuning_has_the_moments_of_the_paper() {
    // S.11 and S.12, and from them S.13 and S.14; what they neglect is of order delta.
    const TunedInputs law{1.5, 4, 1e-4, 9e-4};
    const auto m = balance::moments(law);
    NEAR(m.mean_exc, std::sqrt(2 * M_PI) * 1.5 * 1e-4, 1e-12, "mean");
    NEAR(m.lambda(), 4 * std::sqrt(9e-4) / (1.5 * std::sqrt(1e-4)), 0.02, "lambda");
    NEAR(m.phi(), 3, 0.01, "phi");
  }

  void the_default_is_the_circuit_of_figure_3() {
    const auto c = circuit_of(Ensemble{});
    NEAR(c.phi, std::sqrt(2.0), 1e-15, "phi");
    NEAR(c.lambda, 2, 1e-15, "lambda");
    NEAR(c.f_exc, 0.8, 1e-15, "f_exc");
  }

  void a_sample_begins_alike_whatever_its_length() {
    for (const double p_out : {0.5, 0.1, 0.3}) {
      const Ensemble e{.N = 20, .p_out = p_out};
      const auto longer = balance::draw(e, 50, 3, 1), shorter = balance::draw(e, 17, 3, 1);
      QVERIFY(longer.patterns.topRows(17) == shorter.patterns &&
              longer.labels.head(17) == shorter.labels);
      for (int P = 1; P <= 50; ++P)
        NEAR(static_cast<double>((longer.labels.head(P).array() > 0).count()), p_out * P,
             0.5 + 1e-9, "share of +1");
      QVERIFY(balance::draw(e, 17, 3, 2).patterns != shorter.patterns);
      QVERIFY(balance::draw(e, 17, 4, 1).patterns != shorter.patterns);
    }
  }

  void samples_do_not_depend_on_threads() {
    const Ensemble e{.N = 60};
    const auto one = sample_margins(e, 30, 12, 7, {1, lab::Priority::normal});
    const auto three = sample_margins(e, 30, 12, 7, {3, lab::Priority::normal});
    QCOMPARE(one.size(), std::size_t{12});
    for (std::size_t k = 0; k < one.size(); ++k)
      QVERIFY(one[k].sample == k && three[k].sample == k &&
              one[k].out.kappa_out == three[k].out.kappa_out &&
              one[k].in.kappa_in == three[k].in.kappa_in);
  }

  void sampling_shows_its_samples_and_can_be_stopped() {
    std::stop_source stop;
    int seen = 0;
    const auto part = balance::sample_margins({.N = 40}, 20, 1000, 1, workers, stop.get_token(),
                                              [&](const MarginSample&) {
                                                if (++seen == 5) stop.request_stop();
                                              });
    CLAIM(part.size() >= 5 && part.size() < 20, std::to_string(part.size()) + " samples");
  }

  void a_larger_unit_of_inputs_changes_nothing() {
    const Ensemble e{.N = 50};
    const Ensemble scaled{.inputs = GammaInputs{1, 1000, 2, 1000 * std::sqrt(2.0)}, .N = 50};
    const auto a = sample_margins(e, 25, 3, 1, workers),
               b = sample_margins(scaled, 25, 3, 1, workers);
    for (std::size_t k = 0; k < a.size(); ++k) {
      NEAR(b[k].out.kappa_out / a[k].out.kappa_out, 1, 1e-7, "kappa_out");
      NEAR(b[k].in.kappa_in / a[k].in.kappa_in, 1, 1e-7, "kappa_in");
    }
  }

  /// Fig. 3 and S3: five loads, N = 300. Infinite-N theory is off by O(1/sqrt N); for balanced
  /// kappa_out the finite-N form removes most of it, and what is left is allowed for with 0.03
  /// (measured at N = 300 and 3,000 by an independent solver: below 0.02). kappa_in has no such
  /// form: 0.03 likewise.
  void margins_are_those_of_theory_at_five_loads() {
    const Ensemble e{.N = 300};
    const auto c = circuit_of(e);
    const int samples = test::patient(24, 4);
    for (const double alpha : {0.3, 0.4, 0.5, 0.6, 0.7}) {
      const auto solved =
          sample_margins(e, static_cast<int>(std::lround(alpha * e.N)), samples, 300, workers);
      const auto out = balance::estimate(solved, kappa_out),
                 in = balance::estimate(solved, kappa_in);
      const std::string where = " at alpha " + std::to_string(alpha);
      QCOMPARE(out.count, samples);
      NEAR(out.mean, *balanced_kappa_out_max(c, alpha, e.N, e.Gamma), largest_z * out.error + 0.03,
           "kappa_out" + where);
      NEAR(in.mean, kappa_in_max(c, alpha)->kappa, largest_z * in.error + 0.03, "kappa_in" + where);
      for (const MarginSample& s : solved) {
        CLAIM(s.in.norm < s.out.norm + 1e-9, "norm of kappa_in" + where);
        CLAIM(s.out.imbalance < s.in.imbalance + 1e-9, "imbalance" + where);
      }
    }
  }

  /// Fig. S2c: silent fractions; a share of n weights has a standard error of at most 0.5/sqrt(n).
  void silent_fractions_are_those_of_theory() {
    const Ensemble e{.N = 300};
    const int samples = test::patient(24, 4);
    const auto solved = sample_margins(e, 150, samples, 301, workers);
    const auto laws_of =
        weight_laws(circuit_of(e), *kappa_out_max(circuit_of(e), 0.5), e.N, e.Gamma);
    const auto exc =
        balance::estimate(solved, [](const auto& s) { return s.out.silent.excitatory; });
    const auto inh =
        balance::estimate(solved, [](const auto& s) { return s.out.silent.inhibitory; });
    NEAR(exc.mean, laws_of.excitatory.silent, largest_z * exc.error + 0.03,
         "excitatory, kappa_out");
    NEAR(inh.mean, laws_of.inhibitory.silent, largest_z * inh.error + 0.05,
         "inhibitory, kappa_out");
    const auto in = balance::estimate(solved, [](const auto& s) { return s.in.silent.excitatory; });
    NEAR(in.mean, 0.5, largest_z * in.error + 0.03, "excitatory, kappa_in");
  }

  /// Figs. 2a and S1a: the load at which half of the samples have a solution, at four f_exc, N =
  /// 100. The median's 95 % interval is widened to 5 standard errors, and finite N allowed for with
  /// 0.06.
  void capacities_are_those_of_theory_at_four_shares() {
    const int samples = test::patient(24, 4);
    for (const double f_exc : {0.2, 0.4, 0.6, 0.9}) {
      const Ensemble e{.N = 100, .f_exc = f_exc};
      const auto median =
          balance::median_of(sample_capacities(e, CapacityOf::solutions, 2, samples, 17, workers));
      const double z = largest_z / 1.96;
      const auto c = circuit_of(e);
      const double theory = f_exc > balance::f_exc_star(c.phi)
                                ? balance::alpha_c(c)
                                : balance::balanced_capacity(c, e.N, e.Gamma);
      NEAR(median.median, theory, z * (median.high - median.low) / 2 + 0.06,
           "alpha_c at f_exc " + std::to_string(f_exc));
    }
  }

  void a_samples_capacity_is_where_its_solutions_end() {
    const Ensemble e{.N = 40};
    const auto alphas = sample_capacities(e, CapacityOf::solutions, 2, 6, 5, workers);
    const auto balanced = sample_capacities(e, CapacityOf::balanced_solutions, 2, 6, 5, workers);
    for (std::size_t k = 0; k < alphas.size(); ++k) {
      const int P = static_cast<int>(std::lround(alphas[k] * e.N));
      QVERIFY(
          maximal_margin(balance::draw(e, P, 5, k), balance::Maximise::kappa_out).is_feasible());
      QVERIFY(maximal_margin(balance::draw(e, P + 1, 5, k), balance::Maximise::kappa_out)
                  .is_proved_infeasible());
      QVERIFY(balanced[k] <= alphas[k]);
    }
  }

  void medians_and_their_intervals() {
    std::vector<double> values;
    for (int k = 1; k <= 101; ++k) values.push_back(k);
    const auto m = balance::median_of(values);
    SAME(m.median, 51.0, "median");
    // Binomial(101, 1/2) lies below 41 with probability 0.023.
    CLAIM(m.low >= 40 && m.low <= 42 && m.low + m.high == 102, std::to_string(m.low));
    SAME(balance::median_of({3, 1, 2, 10}).median, 2.5, "of four");
  }

  /// Fig. 1: errors under noise, counted and predicted.
  void errors_under_noise_are_those_predicted() {
    const auto p = balance::draw({.N = 200}, 80, 2, 0);
    const auto out = maximal_margin(p, balance::Maximise::kappa_out);
    const auto in = maximal_margin(p, balance::Maximise::kappa_in);
    constexpr int presentations = 400;
    for (const balance::Noise noise : {balance::Noise{0.3, 0}, {0, 0.3}, {0.3, 0.3}, {0, 0.02}}) {
      for (const auto* s : {&out, &in}) {
        const double predicted = balance::predicted_error(p, s->weights, noise);
        const auto measured = balance::measured_error(p, s->weights, noise, presentations, 4);
        QCOMPARE(measured.presentations, std::int64_t{80} * presentations);
        const double error =
            std::sqrt(predicted * (1 - predicted) / static_cast<double>(measured.presentations));
        NEAR(measured.rate, predicted, largest_z * error + 1e-6, "error rate");
      }
    }
    // Only the balanced solution withstands output noise; both withstand input noise.
    CLAIM(balance::predicted_error(p, out.weights, {0, 0.3}) < 0.01, "balanced");
    CLAIM(balance::predicted_error(p, in.weights, {0, 0.3}) > 0.05, "unbalanced");
    SAME(balance::predicted_error(p, out.weights, {}), 0.0, "without noise");
    SAME(balance::measured_error(p, out.weights, {}, 1, 1).rate, 0.0, "without noise, counted");
  }

  void wrong_ensembles_are_refused() {
    for (const Ensemble& e :
         {Ensemble{.N = 0}, Ensemble{.f_exc = 1.5}, Ensemble{.p_out = 0}, Ensemble{.Gamma = 0},
          Ensemble{.inputs = BinaryInputs{0, 0.5}}, Ensemble{.inputs = TunedInputs{1, 1, -1, 1}}})
      QVERIFY_EXCEPTION_THROWN(validate(e), InputError);
  }
};

TEST_PROGRAM(SamplingTest)

}  // namespace sampling_test

#include "sampling_test.moc"
