// The two-population model: order of update by hand, Euler's order, pulse, window, saturation.
#include "core/ei/rate_model.h"

#include <Eigen/Dense>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

#include "core/ei/steady_state.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace rate_model_test {

using namespace homeostat;
using test::experiment_with;

namespace {

const ei::Weights setpoint_weights{5, 15.2 / 14, 10, 21.5 / 14};  // E 5 Hz, I 14 Hz under Table 1

ei::RateState after(const ei::Segment& segment, ei::Rates start) {
  ei::RateState state{start, {}};
  ei::WindowSum window;
  ei::advance(segment, nullptr, state, window, nullptr, nullptr);
  return state;
}

/// E and I of the linear regime at `t_ms`, exactly: x(t) = x* + exp(J t) (x0 - x*).
ei::Rates exact(const ei::RateParameters& p, const ei::Weights& w, ei::Rates start, double t_ms) {
  Eigen::Matrix2d J;
  J << (p.g_E * w.EE - 1) / p.tau_E, -p.g_E * w.EI / p.tau_E, p.g_I * w.IE / p.tau_I,
      -(1 + p.g_I * w.II) / p.tau_I;
  const Eigen::Vector2d fixed =
      -J.inverse() * Eigen::Vector2d(-p.g_E * p.theta_E / p.tau_E, -p.g_I * p.theta_I / p.tau_I);
  const Eigen::EigenSolver<Eigen::Matrix2d> solver(J);
  const Eigen::Matrix2cd V = solver.eigenvectors();
  const Eigen::Vector2cd growth = (solver.eigenvalues() * t_ms).array().exp();
  const Eigen::Vector2cd away = V.inverse() * (Eigen::Vector2d(start.E, start.I) - fixed);
  const Eigen::Vector2d x = fixed + (V * growth.cwiseProduct(away)).real();
  return {x[0], x[1]};
}

/// Samples whose E is above the sample before them.
std::vector<std::size_t> rising_samples(const lab::Trace& trace) {
  std::vector<std::size_t> rising;
  double before = 0;
  for (std::size_t k = 0; k < trace.E.size(); ++k) {
    if (trace.E[k] > before) rising.push_back(k);
    before = trace.E[k];
  }
  return rising;
}

lab::Trace first_trace(const lab::Experiment& experiment) {
  test::Recorder recorder(true);
  lab::Engine engine(experiment);
  engine.advance(1, recorder);
  return recorder.traces.at(0);
}

/// A circuit in which E follows its input alone and never ignites.
lab::Experiment barely_connected() {
  return experiment_with(
      {{"noise_sigma", "0"}, {"W_EE", "0.1"}, {"W_EI", "0.1"}, {"W_IE", "0.1"}, {"W_II", "0.1"}});
}

}  // namespace

class RateModelTest : public QObject {
  Q_OBJECT

 private slots:
  void three_steps_follow_the_documented_order_of_update() {
    ei::RateParameters p;
    p.I_ext = 0.3;
    p.I_ext_I = -0.2;
    const ei::Weights w{5, 1.1, 10, 1.5};
    double E = 5.5, I = 13;
    for (int step = 0; step < 3; ++step) {
      E = E + (-E + p.g_E * std::max(0.0, w.EE * E - w.EI * I + 7 + 0.3 - p.theta_E)) * 0.1 / 10;
      I = I + (-I + p.g_I * std::max(0.0, w.IE * E - w.II * I - 0.2 - p.theta_I)) * 0.1 / 2;
    }
    const ei::Rates ours = after({3, p, w, 7}, {5.5, 13}).rates;
    // A step rounds about ten times.
    const double rounding = 30 * std::numeric_limits<double>::epsilon();
    NEAR(ours.E, E, rounding * E, "E");
    NEAR(ours.I, I, rounding * I, "I");
  }

  void inhibition_sees_the_new_E_before_it_is_clipped() {
    const ei::RateParameters p;
    const ei::Weights w{5, 0.1, 1, 0.1};
    const double unclipped = 99.5 + (-99.5 + 5 * 99.5 - 0.1 * 100 - 4.8) / 100;
    QVERIFY(unclipped > 100);
    const double expected = 100 + (-100 + 4 * (unclipped - 0.1 * 100 - 25)) / 20;
    const ei::Rates ours = after({1, p, w}, {99.5, 100}).rates;
    SAME(ours.E, 100, "E");
    NEAR(ours.I, expected, 1e-12, "I");
  }

  void eulers_error_halves_with_the_step() {
    const ei::Rates start{5.2, 14.3};
    const auto error = [&](double dt) {
      ei::RateParameters p;
      p.dt = dt;
      const ei::Rates ours = after({std::llround(20 / dt), p, setpoint_weights}, start).rates;
      const ei::Rates true_rates = exact(p, setpoint_weights, start, 20);
      return std::hypot(ours.E - true_rates.E, ours.I - true_rates.I);
    };
    // The next term of the error is of relative order dt / tau_I; at 1/80 ms it is below 2 %.
    for (const double dt : {1.0 / 80, 1.0 / 160}) NEAR(error(dt) / error(dt / 2), 2, 0.04, "ratio");
  }

  void silent_circuit_stays_exactly_silent_in_noise() {
    lab::Experiment experiment = barely_connected();
    experiment.parameters.set("noise_sigma", 10);
    experiment.parameters.set("pulse_amplitude", 0);
    test::Recorder recorder(true);
    lab::Engine engine(experiment);
    engine.advance(3, recorder);
    for (const lab::Trace& trace : recorder.traces) {
      QCOMPARE(trace.E.size(), std::size_t{20000});
      QVERIFY(std::all_of(trace.E.begin(), trace.E.end(), [](double x) { return x == 0; }));
      QVERIFY(std::all_of(trace.I.begin(), trace.I.end(), [](double x) { return x == 0; }));
    }
  }

  void runaway_activity_is_clipped_at_saturation() {
    lab::Experiment experiment = barely_connected();
    experiment.parameters.set("W_EE", 12);
    experiment.parameters.set("W_IE", 12);
    const lab::Trace trace = first_trace(experiment);
    SAME(*std::max_element(trace.E.begin(), trace.E.end()), 100, "largest E");
    SAME(*std::max_element(trace.I.begin(), trace.I.end()), 250, "largest I");
  }

  void pulse_of_d_ms_has_d_over_dt_plus_one_steps() {
    for (const auto& [duration, dt, steps] :
         {std::tuple{10.0, 0.1, 101u}, {3.3, 0.1, 34u}, {10.0, 0.05, 201u}, {0.0, 0.1, 1u}}) {
      lab::Experiment experiment = barely_connected();
      experiment.parameters.set("dt", dt);
      experiment.parameters.set("pulse_duration", duration);
      const auto rising = rising_samples(first_trace(experiment));
      QCOMPARE(rising.size(), std::size_t{steps});
      // Sample k stands at (k + 1) dt: the first step of the pulse ends at its onset.
      NEAR(static_cast<double>(rising.front() + 1) * dt, 250, 1e-9, "first step of the pulse");
      QCOMPARE(rising.back() - rising.front() + 1, std::size_t{steps});
    }
  }

  void average_window_of_w_ms_has_w_over_dt_plus_one_samples() {
    for (const auto& [window, samples] : {std::pair{500.0, 5001u}, {0.0, 1u}, {7.3, 74u}}) {
      lab::Experiment experiment = barely_connected();
      experiment.parameters.set("average_window", window);
      experiment.parameters.set("trial_duration", 600);
      test::Recorder recorder(true);
      lab::Engine engine(experiment);
      engine.advance(1, recorder);
      const std::vector<double>& E = recorder.traces.at(0).E;
      double sum = 0;
      for (std::size_t k = E.size() - samples; k < E.size(); ++k) sum += E[k];
      const double expected = sum / samples;
      QVERIFY(expected > 0);
      NEAR(recorder.rows.at(0).mean.E, expected, 1e-12 * expected, "window mean of E");
    }
  }

  void simulated_up_state_is_the_closed_form() {
    for (const ei::Weights w : {setpoint_weights, ei::Weights{5, 1.52, 10, 2.25},
                                ei::Weights{4, 1.085714, 10, 1.535714}}) {
      const ei::RateParameters p;
      const ei::Rates up = ei::up_state(p, w);
      const ei::Rates simulated = after({40000, p, w}, {up.E * 1.05, up.I * 1.05}).rates;
      NEAR(simulated.E, up.E, 1e-11 * up.E, "E");
      NEAR(simulated.I, up.I, 1e-11 * up.I, "I");
    }
  }
};

TEST_PROGRAM(RateModelTest)

}  // namespace rate_model_test

#include "rate_model_test.moc"
