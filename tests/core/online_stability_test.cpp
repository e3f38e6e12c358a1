// The critical learning rate of the online mode, seen in the simulation: just below it a small
// disturbance dies out, just above it grows, at the pace the linear analysis says.
#include <Eigen/Dense>
#include <QtTest>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/ei/full_system.h"
#include "core/ei/steady_state.h"
#include "core/lab/engine.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace online_stability_test {

using namespace homeostat;

namespace {

constexpr std::array learning_rates{"alpha_EE", "alpha_EI", "alpha_IE", "alpha_II"};
/// Until only weights are off the setpoints; until one mode is left; and what is looked at.
constexpr int settling_seconds = 30, fading_seconds = 30, watched_seconds = 60;

/// Online, without noise and kicks, on the set-point plane but for one part in ten million.
lab::Experiment near_setpoints(double W_EE, double W_IE, double dt_ms) {
  lab::Experiment experiment = test::experiment_with({{"rule", "cross_homeostatic"},
                                                      {"mode", "online"},
                                                      {"alpha", "0"},
                                                      {"noise_sigma", "0"},
                                                      {"kick_rate", "0"},
                                                      {"tau_sensor", "1000"}});
  lab::ParameterValues& p = experiment.parameters;
  const ei::Weights w = setpoint_weights(lab::rate_parameters(p), lab::setpoints(p), W_EE, W_IE);
  p.set("W_EE", w.EE);
  p.set("W_EI", w.EI * (1 + 1e-7));
  p.set("W_IE", w.IE);
  p.set("W_II", w.II);
  p.set("dt", dt_ms);
  experiment.trials = settling_seconds + fading_seconds + watched_seconds;
  return experiment;
}

ei::FullSystem unit_system(const lab::Experiment& experiment) {
  lab::ParameterValues p = experiment.parameters;
  set_alpha(p, 1);
  const ei::Weights w =
      setpoint_weights(lab::rate_parameters(p), lab::setpoints(p), p["W_EE"], p["W_IE"]);
  return {lab::plane_problem(p), w, p["tau_sensor"]};
}

/// Of the one oscillation in a signal sampled once a second, per ms: it obeys x'' = a x' + b x from
/// sample to sample, and -b is the square of what it grows by.
double growth_of_oscillation(const std::vector<double>& x) {
  const auto equations = static_cast<Eigen::Index>(x.size()) - 2;
  const Eigen::Map<const Eigen::VectorXd> signal(x.data(), equations + 2);
  Eigen::MatrixX2d before(equations, 2);
  before << signal.segment(1, equations), signal.head(equations);
  const Eigen::Vector2d ab = before.colPivHouseholderQr().solve(signal.tail(equations));
  return std::log(-ab[1]) / 2 / 1000;
}

/// Neurons and sensors settle, then learning is switched on. Growth of what remains, per ms.
double simulated_growth(const lab::Experiment& experiment, double alpha) {
  test::Recorder recorder;
  lab::Engine engine(experiment);
  engine.advance(settling_seconds, recorder);
  std::vector<lab::Change> changes;
  for (const char* symbol : learning_rates) changes.push_back({symbol, alpha});
  engine.edit(changes);
  engine.advance(fading_seconds, recorder);
  recorder.rows.clear();
  engine.advance(watched_seconds, recorder);
  std::vector<double> error;
  for (const lab::TrialRow& row : recorder.rows) error.push_back(row.average.E - 5);
  return growth_of_oscillation(error);
}

}  // namespace

class OnlineStabilityTest : public QObject {
  Q_OBJECT

 private slots:
  void a_disturbance_dies_out_below_the_critical_rate_and_grows_above_data() {
    QTest::addColumn<double>("W_EE");
    QTest::addColumn<double>("W_IE");
    QTest::addColumn<double>("factor");
    QTest::newRow("(5, 14), below") << 5.0 << 14.0 << 0.97;
    QTest::newRow("(5, 14), above") << 5.0 << 14.0 << 1.03;
    QTest::newRow("(5, 10), below") << 5.0 << 10.0 << 0.97;
    QTest::newRow("(5, 10), above") << 5.0 << 10.0 << 1.03;
  }
  void a_disturbance_dies_out_below_the_critical_rate_and_grows_above() {
    QFETCH(double, W_EE);
    QFETCH(double, W_IE);
    QFETCH(double, factor);
    constexpr double fine_ms = 0.02, coarse_ms = 0.1;
    const lab::Experiment fine_run = near_setpoints(W_EE, W_IE, fine_ms);
    const ei::FullSystem system = unit_system(fine_run);
    const double alpha = factor * system.critical_scale();
    const double fine = simulated_growth(fine_run, alpha);
    const double coarse = simulated_growth(near_setpoints(W_EE, W_IE, coarse_ms), alpha);
    QVERIFY2(factor < 1 ? fine < 0 : fine > 0, qPrintable(QString::number(fine)));
    // Euler's steps excite the oscillation in proportion to their length, and in second order by a
    // step's part of the shortest time constant.
    const double limit = fine - (coarse - fine) * fine_ms / (coarse_ms - fine_ms);
    const double predicted = system.modes(alpha).real().maxCoeff();
    const double tau_I = fine_run.parameters["tau_I"];
    NEAR(limit, predicted, std::abs(coarse - fine) * fine_ms / tau_I, "growth per ms");
  }
};

TEST_PROGRAM(OnlineStabilityTest)

}  // namespace online_stability_test

#include "online_stability_test.moc"
