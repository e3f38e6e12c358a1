// Learning seen from outside: the matrix K against a Jacobian by finite differences of the
// *simulated* quasi-steady state. Nothing here uses the closed forms under test.
#include <Eigen/Dense>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/ei/rate_model.h"
#include "core/ei/stability.h"
#include "core/ei/steady_state.h"
#include "tests/support/fd_jacobian.h"
#include "tests/support/near.h"
#include "tests/support/plane_problems.h"
#include "tests/support/test_program.h"

namespace quasi_steady_state_test {

using namespace homeostat;

namespace {

ei::Weights weights_of(const Eigen::VectorXd& w) { return {w[0], w[1], w[2], w[3]}; }

Eigen::VectorXd vector_of(const ei::Weights& w) {
  Eigen::VectorXd v(4);
  v << w.EE, w.EI, w.IE, w.II;
  return v;
}

/// Where four seconds of noise-free activity from near the setpoints end.
Eigen::VectorXd simulated_steady_state(const ei::RateParameters& p, ei::Setpoints start,
                                       const Eigen::VectorXd& weights) {
  ei::RateState state{start, {}};
  ei::WindowSum window;
  ei::advance({40'000, p, weights_of(weights)}, nullptr, state, window, nullptr, nullptr);
  return Eigen::Vector2d(state.rates.E, state.rates.I);
}

/// Away from the plane along W_EI and W_II: how the rates go there (G S), how the rule then moves
/// the weights, and how that moves the rates.
Eigen::Matrix2d learning_matrix_from_simulation(const ei::PlaneProblem& problem,
                                                const ei::Weights& at) {
  const auto rates_at = [&](const Eigen::VectorXd& w) {
    return simulated_steady_state(problem.parameters, problem.setpoints, w);
  };
  const Eigen::MatrixXd response = test::fd_jacobian_4(rates_at, vector_of(at), 1e-3);
  Eigen::MatrixXd S = Eigen::MatrixXd::Zero(4, 2);
  S(ei::EI, 0) = S(ei::II, 1) = 1;
  const Eigen::MatrixXd learning = test::fd_jacobian_4(
      [&](const Eigen::VectorXd& y) {
        const Eigen::VectorXd w = vector_of(at) + S * y;
        const Eigen::VectorXd rates = rates_at(w);
        return vector_of(ei::weight_change(problem.rule, problem.parameters, {rates[0], rates[1]},
                                           problem.setpoints, weights_of(w)));
      },
      Eigen::VectorXd::Zero(2), 1e-3);
  const Eigen::Matrix2d across = response * S;
  return response * learning * across.inverse();
}

struct Place {
  double W_EE, W_IE;
};

/// Neurally stable, and far enough inside for four seconds to settle within rounding.
constexpr std::array places{Place{5, 10}, Place{4, 8}, Place{6, 20}, Place{8, 20}, Place{2.5, 6.5}};

}  // namespace

class QuasiSteadyStateTest : public QObject {
  Q_OBJECT

 private slots:
  void learning_matrix_is_that_of_the_simulated_network_data() {
    QTest::addColumn<QString>("rule");
    for (const char* rule :
         {"homeo", "cross", "twoterm", "scaling", "forced", "forced_printed", "gd"})
      QTest::newRow(rule) << rule;
  }
  void learning_matrix_is_that_of_the_simulated_network() {
    QFETCH(QString, rule);
    const ei::PlaneProblem problem =
        test::table_1(test::reference_rule(rule.toStdString(), {5e-4, 3e-4, 2e-4, 1e-4}));
    for (const auto& [W_EE, W_IE] : places) {
      const ei::Weights at =
          ei::setpoint_weights(problem.parameters, problem.setpoints, W_EE, W_IE);
      const Eigen::Matrix2d K = ei::learning_matrix(problem, at).total();
      const Eigen::Matrix2d simulated = learning_matrix_from_simulation(problem, at);
      // Fourth-order differences of 1 / C^2 are off by at most 0.75 (h / distance to C = 0)^4, and
      // by rounding over h, 1e-14 * 14 / 1e-3; dividing by G S multiplies both by how far it is
      // from losing rank.
      const double distance =
          ei::determinant_C(problem.parameters, at) /
          (problem.parameters.g_E * problem.parameters.g_I * std::max(at.IE, at.EE));
      const double relative = 1e-9 + 0.75 * std::pow(1e-3 / distance, 4);
      const ei::LearningMatrix exact = ei::learning_matrix(problem, at);
      const Eigen::Matrix2d across =
          ei::rate_response(problem.parameters, at, problem.setpoints)(Eigen::all, {1, 3});
      const double lost = across.norm() * across.inverse().norm();
      const double tolerance = relative * lost * (exact.by_rates.norm() + exact.by_weights.norm());
      for (const int row : {0, 1}) {
        for (const int column : {0, 1})
          NEAR(K(row, column), simulated(row, column), tolerance,
               "K at W_EE " + std::to_string(W_EE) + ", W_IE " + std::to_string(W_IE));
      }
    }
  }

  void neural_eigenvalues_are_those_of_the_flow() {
    for (const auto& [W_EE, W_IE] : places) {
      const ei::RateParameters p;
      const ei::Weights w = ei::setpoint_weights(p, {5, 14}, W_EE, W_IE);
      const auto flow = [&](const Eigen::VectorXd& x) -> Eigen::VectorXd {
        const ei::Rates v = ei::velocity(p, w, {x[0], x[1]});
        return Eigen::Vector2d(v.E, v.I);
      };
      Eigen::VectorXd at(2);
      at << 5, 14;
      // Linear around the up-state: differences of any width are exact but for rounding.
      const Eigen::Matrix2d J = test::fd_jacobian(flow, at, 1e-2);
      const auto ours = ei::neural_eigenvalues(p, w);
      NEAR((ours[0] + ours[1]).real(), J.trace(), 1e-10 * J.norm(), "trace");
      NEAR((ours[0] * ours[1]).real(), J.determinant(), 1e-10 * J.squaredNorm(), "determinant");
    }
  }

  void paradoxical_effect_shows_exactly_where_it_is_announced() {
    for (const double W_EE : {0.5, 0.9, 1.1, 3.0}) {
      ei::RateParameters p;
      p.I_ext = 12;  // keeps the network awake with weak recurrent excitation
      const ei::Weights w{W_EE, 0.5, 10, 1.5};
      const Eigen::VectorXd v = vector_of(w);
      const ei::Rates up = ei::up_state(p, w);
      QVERIFY(up.E > 0 && up.I > 0);
      const double before = simulated_steady_state(p, up, v)[1];
      p.I_ext_I = 0.1;
      const double after = simulated_steady_state(p, up, v)[1];
      CLAIM((after < before) == ei::is_inhibition_stabilised(p, w),
            "I goes from " + std::to_string(before) + " to " + std::to_string(after) + " at W_EE " +
                std::to_string(W_EE));
    }
  }
};

TEST_PROGRAM(QuasiSteadyStateTest)

}  // namespace quasi_steady_state_test

#include "quasi_steady_state_test.moc"
