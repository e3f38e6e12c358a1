// Figs. 2a, 3, S1 and S3 at sizes that come near the theory's limit. Label: long (minutes).
// Statistical claims are z-scores bounded by 5 on fixed seeds; what finite N leaves is written
// beside each.
#include <QtTest>
#include <cmath>
#include <cstdio>

#include "core/balance/robustness.h"
#include "core/balance/sampling.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

namespace sampling_large_test {

using namespace homeostat;
using balance::CapacityOf;
using balance::Ensemble;
using balance::MarginSample;

namespace {

constexpr double largest_z = 5;
constexpr lab::Workers workers{2, lab::Priority::normal};

/// Half of the samples have a solution at this load; finite N allowed for with `of_N`.
std::string capacity_complaint(const Ensemble& e, CapacityOf what, double theory, int samples,
                               double of_N) {
  const auto m = balance::median_of(sample_capacities(e, what, 1.4, samples, 18, workers));
  const double error = (m.high - m.low) / 2 / 1.96;
  std::printf("N %d, f_exc %.1f: %s %.4f in [%.4f, %.4f], theory %.4f\n", e.N, e.f_exc,
              what == CapacityOf::solutions ? "alpha_c" : "alpha_b", m.median, m.low, m.high,
              theory);
  return test::distance_complaint(m.median, theory, largest_z * error + of_N, "capacity");
}

}  // namespace

class SamplingLargeTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    if (test::is_slow()) QSKIP("Statistics: no code that sampling_test does not run");
  }

  void margins_are_those_of_theory_at_N_1000() {
    const Ensemble e{.N = 1000};
    const auto c = circuit_of(e);
    for (const double alpha : {0.3, 0.4, 0.5, 0.6, 0.7}) {
      const auto solved =
          sample_margins(e, static_cast<int>(std::lround(alpha * e.N)), 8, 1000, workers);
      const auto out =
          balance::estimate(solved, [](const MarginSample& s) { return s.out.kappa_out; });
      const auto in =
          balance::estimate(solved, [](const MarginSample& s) { return s.in.kappa_in; });
      const double out_theory = *balanced_kappa_out_max(c, alpha, e.N, e.Gamma);
      const double in_theory = kappa_in_max(c, alpha)->kappa;
      std::printf(
          "alpha %.1f: kappa_out %.4f(%.4f), theory %.4f; kappa_in %.4f(%.4f), theory %.4f\n",
          alpha, out.mean, out.error, out_theory, in.mean, in.error, in_theory);
      NEAR(out.mean, out_theory, largest_z * out.error + 0.015, "kappa_out");
      NEAR(in.mean, in_theory, largest_z * in.error + 0.015, "kappa_in");
    }
  }

  void capacities_are_those_of_theory() {
    for (const double f_exc : {0.2, 0.4, 0.6, 0.9}) {
      for (const int N : {300, 1000}) {
        const Ensemble e{.N = N, .f_exc = f_exc};
        const auto c = circuit_of(e);
        const double theory =
            f_exc > balance::f_exc_star(c.phi) ? alpha_c(c) : balanced_capacity(c, N, e.Gamma);
        const std::string complaint =
            capacity_complaint(e, CapacityOf::solutions, theory, N == 300 ? 25 : 7, 0.03);
        QVERIFY2(complaint.empty(), complaint.c_str());
      }
    }
  }

  void balanced_capacity_is_that_of_theory() {
    // The end of balanced solutions is smeared, and moves with 1/sqrt(N): the finite-size form.
    const Ensemble e{.N = 300, .f_exc = 0.8};
    const std::string complaint =
        capacity_complaint(e, CapacityOf::balanced_solutions,
                           balanced_capacity(circuit_of(e), e.N, e.Gamma), 25, 0.06);
    QVERIFY2(complaint.empty(), complaint.c_str());
  }
};

TEST_PROGRAM(SamplingLargeTest)

}  // namespace sampling_large_test

#include "sampling_large_test.moc"
