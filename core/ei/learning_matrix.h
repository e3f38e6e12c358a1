// How learning moves the rates near the setpoints: slow dynamics with the neurons at rest in
// between.
//
// Where E = E_set and I = I_set, two weights are free (W_EE and W_IE); the other two follow: the
// set-point plane [paradox, SI eq. 24]. Along it nothing changes; across it the up-state's rates r
// follow dr/dt = K (r - set), with
//   K = G P + G Q S (G S)^-1,
// G = d(E, I)/dW, P = d(dW)/d(E, I), Q = d(dW)/dW at fixed rates (zero but for forced balance), and
// S the directions of W_EI and W_II. The two eigenvalues of K decide. In closed form, with u = 1 +
// g_I W_II, v = g_E W_EE - 1, C of SI eq. 19 and sums a, b, c, d of rate * factor * gain:
//   gain tables:     C trace K = -[g_E u a - g_I v d + g_E g_I (W_IE b - W_EI c)],
//                    C det K = g_E g_I (a d - b c);
//   forced balance:  C trace K = -2 k C + T, C det K = k^2 C - k T + sign E^4 a_1 a_3 g_E^2 g_I^2,
//                    T = E^2 (-a_1 g_E^2 u + sign a_3 g_I^2 v), k = 1 / tau_0;
//   descent:         K = -G diag(alpha) G^T.
// The printed equations 4, 13, 15 and 55-57 have misprints; these forms agree with finite
// differences of the simulated network (tests/core/quasi_steady_state_test.cpp).
#pragma once

#include <Eigen/Core>
#include <array>

#include "core/ei/plasticity.h"
#include "core/ei/populations.h"
#include "core/ei/rate_model.h"
#include "core/math/linear.h"

namespace homeostat::ei {

/// The circuit a question about the set-point plane is about; everything but the point in it.
struct PlaneProblem {
  RateParameters parameters;
  Setpoints setpoints;
  Rule rule;
  double tau_trial = 2;  ///< low-pass over trials, in trials
};

/// Weights that cannot follow the rule because they stand at their bound, in the order EE, EI, IE,
/// II.
using HeldWeights = std::array<bool, 4>;

/// d(dW)/d(E, I): rows EE, EI, IE, II, with E and I at the setpoints.
Eigen::Matrix<double, 4, 2> change_by_rates(const PlaneProblem& problem, const Weights& w);

/// d(dW)/dW at fixed rates; zero for every rule but forced balance.
Eigen::Matrix4d change_by_weights(const PlaneProblem& problem, const Weights& w);

/// The two parts of K: what follows the sensed rates (G P) and what follows the weights themselves.
/// Unit: that of the learning rates, per trial or per ms.
struct LearningMatrix {
  Eigen::Matrix2d by_rates, by_weights;
  Eigen::Matrix2d total() const { return by_rates + by_weights; }
};

/// At any weights, with E and I at the setpoints; infinite or NaN where C = 0.
LearningMatrix learning_matrix(const PlaneProblem& problem, const Weights& w,
                               const HeldWeights& held = {});

/// Trace and determinant of K, both multiplied by C (descent: by C^3), as the paper's conditions
/// look at them: finite everywhere.
struct ClearedMatrix {
  double trace, determinant;
  /// The condition as the paper draws it [SI eqs. 2-16]; where C > 0 it is the verdict on the rule.
  bool is_condition_met() const { return trace < 0 && determinant > 0; }
};
ClearedMatrix cleared_learning_matrix(const PlaneProblem& problem, const Weights& w);

/// Both eigenvalues of K from the closed forms.
math::EigenPair learning_eigenvalues(const PlaneProblem& problem, const Weights& w);

}  // namespace homeostat::ei
