// The closed forms of K over random circuits, against eigenvalues found another way.
#include "core/ei/learning_matrix.h"

#include <rapidcheck.h>

#include <Eigen/Eigenvalues>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/ei/steady_state.h"
#include "core/ei/trial_map.h"
#include "tests/support/near.h"
#include "tests/support/plane_problems.h"
#include "tests/support/test_program.h"

namespace learning_matrix_test {

using namespace homeostat;

namespace {

double between(double low, double high) {
  constexpr int grains = 100'000;
  return low + (high - low) * *rc::gen::inRange(0, grains + 1) / grains;
}

ei::Rule any_rule() {
  const auto rate = [] { return std::pow(10, between(-3, 0)); };
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      return ei::ForcedBalance{rate(), rate(), between(0, 1) < 0.5 ? -1.0 : 1.0};
    case 1:
      return ei::GradientDescent{{rate(), rate(), rate(), rate()}, between(0, 1) < 0.5};
    default:
      break;
  }
  ei::GainTable table;
  for (int k = 0; k < 8; ++k) table.gain(k / 2, k % 2) = between(-1, 1);
  table.factor = static_cast<ei::SynapticFactor>(*rc::gen::inRange(0, 3));
  return table;
}

/// A circuit with currents, anywhere in its plane but on the line C = 0 itself.
struct Place {
  ei::PlaneProblem problem;
  ei::Weights weights;
};

Place any_place() {
  ei::RateParameters p;
  p.g_E = between(0.3, 3);
  p.g_I = between(0.5, 6);
  p.theta_E = between(1, 10);
  p.theta_I = between(5, 40);
  p.I_ext = between(-5, 15);
  p.I_ext_I = between(-5, 15);
  p.tau_E = between(5, 20);
  p.tau_I = between(1, 10);
  Place place{{p, {between(1, 20), between(2, 40)}, any_rule(), between(1, 5)}, {}};
  place.weights =
      ei::setpoint_weights(p, place.problem.setpoints, between(0.1, 10), between(0.1, 30));
  RC_PRE(std::abs(ei::determinant_C(p, place.weights)) > 1e-2);
  return place;
}

/// The four weights' own Jacobian in the quasi-steady state, two of whose eigenvalues are zero.
Eigen::Matrix4d weight_jacobian(const Place& place) {
  return change_by_rates(place.problem, place.weights) *
             rate_response(place.problem.parameters, place.weights, place.problem.setpoints) +
         change_by_weights(place.problem, place.weights);
}

}  // namespace

class LearningMatrixTest : public QObject {
  Q_OBJECT

 private slots:
  /// Of four eigenvalues two are zero: what is left of the invariants are sum and product of the
  /// other two.
  void closed_forms_are_the_invariants_of_the_four_dimensional_jacobian() {
    QVERIFY(rc::check("invariants", [] {
      const Place place = any_place();
      const Eigen::Matrix4d J = weight_jacobian(place);
      const double scale = J.cwiseAbs().maxCoeff();
      const double sum = J.trace();
      const double product = 0.5 * (sum * sum - (J * J).trace());
      const math::EigenPair ours = learning_eigenvalues(place.problem, place.weights);
      RC_ASSERT(std::abs((ours[0] + ours[1]).real() - sum) <= 1e-10 * scale);
      RC_ASSERT(std::abs((ours[0] * ours[1]).real() - product) <= 1e-10 * scale * scale);
    }));
  }

  void the_matrix_has_the_eigenvalues_of_the_closed_forms() {
    QVERIFY(rc::check("matrix", [] {
      const Place place = any_place();
      const Eigen::Matrix2d K = learning_matrix(place.problem, place.weights).total();
      const math::EigenPair ours = learning_eigenvalues(place.problem, place.weights);
      const double scale = weight_jacobian(place).cwiseAbs().maxCoeff();
      // Forced balance goes through the inverse of G S.
      const Eigen::Matrix2d across = rate_response(place.problem.parameters, place.weights,
                                                   place.problem.setpoints)(Eigen::all, {1, 3});
      const double lost = across.norm() * across.inverse().norm();
      RC_PRE(lost < 1e4);
      RC_ASSERT(std::abs((ours[0] + ours[1]).real() - K.trace()) <= 1e-12 * lost * scale);
      RC_ASSERT(std::abs((ours[0] * ours[1]).real() - K.determinant()) <=
                1e-12 * lost * lost * scale * scale);
    }));
  }

  void weight_directions_of_the_setpoint_plane_are_neutral() {
    QVERIFY(rc::check("plane", [] {
      const Place place = any_place();
      const Eigen::Matrix4d J = weight_jacobian(place);
      const double slope = place.problem.setpoints.E / place.problem.setpoints.I;
      const double scale = J.cwiseAbs().maxCoeff() * (1 + slope);
      RC_ASSERT((J * Eigen::Vector4d(1, slope, 0, 0)).norm() <= 1e-10 * scale);
      RC_ASSERT((J * Eigen::Vector4d(0, 0, 1, slope)).norm() <= 1e-10 * scale);
    }));
  }

  /// The same map written out for averages and all four weights, six-dimensional.
  void trial_map_has_the_modes_of_the_six_dimensional_one() {
    QVERIFY(rc::check("six dimensions", [] {
      const Place place = any_place();
      const double q = 1 / place.problem.tau_trial;
      const auto P = change_by_rates(place.problem, place.weights);
      const auto Q = change_by_weights(place.problem, place.weights);
      const auto G =
          rate_response(place.problem.parameters, place.weights, place.problem.setpoints);
      Eigen::Matrix<double, 6, 6> map;
      map.topLeftCorner<2, 2>() = (1 - q) * Eigen::Matrix2d::Identity();
      map.topRightCorner<2, 4>() = q * G;
      map.bottomLeftCorner<4, 2>() = (1 - q) * P;
      map.bottomRightCorner<4, 4>() = Eigen::Matrix4d::Identity() + q * P * G + Q;
      const auto K = learning_matrix(place.problem, place.weights);
      const Eigen::Matrix2d across = G(Eigen::all, {1, 3});
      const double lost = across.norm() * across.inverse().norm();
      RC_PRE(lost < 1e4);
      // Traces of powers do not care about the order of the modes, nor about double ones.
      const Eigen::Vector4cd modes = trial_map_modes(K, place.problem.tau_trial);
      const double size = std::max(1.0, map.norm());
      Eigen::Matrix<double, 6, 6> power = map;
      Eigen::Vector4cd mode_power = modes;
      for (int k = 1; k <= 3; ++k) {
        const double tolerance = 1e-11 * lost * std::pow(size, k);
        RC_ASSERT(std::abs(power.trace() - 2 - mode_power.sum().real()) <= tolerance);
        power = (power * map).eval();
        mode_power = mode_power.cwiseProduct(modes);
      }
    }));
  }

  void descent_is_stable_wherever_there_is_an_up_state() {
    QVERIFY(rc::check("descent", [] {
      Place place = any_place();
      const double rate = std::pow(10, between(-3, 0));
      place.problem.rule = ei::GradientDescent{{rate, rate, rate, rate}, false};
      RC_ASSERT(learning_eigenvalues(place.problem, place.weights).is_stable());
    }));
  }

  /// [paradox, SI eq. 57] as mended: near the setpoints both kinds of descent are one rule.
  void approximate_descent_is_exact_to_first_order() {
    const ei::PlaneProblem problem = test::table_1(ei::GradientDescent{{1, 1, 1, 1}, false});
    const ei::Weights w = ei::setpoint_weights(problem.parameters, problem.setpoints, 5, 10);
    const ei::GradientDescent exact{{1, 1, 1, 1}, false}, approximate{{1, 1, 1, 1}, true};
    for (const double error : {1e-2, 1e-3}) {
      ei::Weights off = w;
      off.EI += error;
      off.II -= error;
      const ei::Rates at = ei::up_state(problem.parameters, off);
      const auto change = [&](const ei::Rule& rule) {
        return weight_change(rule, problem.parameters, at, problem.setpoints, off).array();
      };
      const auto e = change(exact), a = change(approximate);
      for (std::size_t k = 0; k < 4; ++k)
        NEAR(a[k] / e[k], 1, 20 * error, "class " + std::to_string(k));
    }
  }

  /// [paradox, SI eq. 57] with I_set in alpha_E: its four coefficients written out.
  void approximate_descent_is_a_two_term_rule() {
    const ei::RateParameters p;
    const ei::Setpoints set{5, 14};
    const ei::Weights w{4, 0.7, 9, 1.1};
    const ei::Rates r{6, 11};
    const double D = p.theta_I * w.EE * p.g_E - p.theta_E * w.IE * p.g_E - p.theta_I;
    const double alpha_E = p.g_E * set.I * w.IE / D;
    const double alpha_I = (set.E * w.EE * p.g_E - p.theta_E * p.g_E - set.E) / D;
    const double beta_E = p.g_E * (set.E * w.IE - p.theta_I) / D;
    const double beta_I = set.I * (1 - w.EE * p.g_E) / D;
    const double eE = set.E - r.E, eI = set.I - r.I;
    const std::array<double, 4> by_hand{
        alpha_E * r.E * eI + beta_E * r.E * eE, -alpha_E * r.I * eI - beta_E * r.I * eE,
        -alpha_I * r.E * eE + beta_I * r.E * eI, alpha_I * r.I * eE - beta_I * r.I * eI};
    const auto ours = weight_change(ei::GradientDescent{{1, 1, 1, 1}, true}, p, r, set, w).array();
    for (std::size_t k = 0; k < 4; ++k)
      NEAR(ours[k], by_hand[k], 1e-12 * (1 + std::abs(by_hand[k])), "class " + std::to_string(k));
  }
};

TEST_PROGRAM(LearningMatrixTest)

}  // namespace learning_matrix_test

#include "learning_matrix_test.moc"
