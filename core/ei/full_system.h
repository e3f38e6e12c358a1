// Neurons and weights as one system: what learning_matrix.h leaves out by letting the neurons rest.
//
// What: rates r, and the rates r* where the weights would let them rest, both relative to the
//   setpoints; the rule senses s, which is r itself or, through calcium sensors, follows it
//   [paradox, Fig. S4]. Learning rates per ms; x scales them all.
// Equations, linear around the setpoints:
//   dr/dt = -D M (r - r*),   tau_sensor ds/dt = r - s,   dr*/dt = x (K_rates s + K_weights r*),
//   M = [[1 - g_E W_EE, g_E W_EI], [-g_I W_IE, 1 + g_I W_II]],   D = diag(1/tau_E, 1/tau_I).
//   They are solved for the lags r - r* and s - r*, so that all that is slow stands in the last two
//   rows and keeps its digits however slow it is.
// Of the six dimensions (E, I and four weights; eight with sensors) two are missing here: along the
//   set-point plane nothing ever changes. As x goes to 0 the modes become those of the neurons,
//   -1 / tau_sensor twice, and x times those of K.
// Checked against the plainly written 6 x 6 and 8 x 8 Jacobians (tests/core/full_system_test.cpp).
#pragma once

#include <Eigen/Core>

#include "core/ei/learning_matrix.h"

namespace homeostat::ei {

class FullSystem {
 public:
  /// At any weights, with E and I at the setpoints. `tau_sensor` in ms; 0: no sensors, the rule
  /// sees the rates themselves.
  FullSystem(const PlaneProblem& problem, const Weights& w, double tau_sensor = 0,
             const HeldWeights& held = {});

  /// Eigenvalues per ms with all learning rates times `scale`, ascending by (real, imaginary part):
  /// four, or six with sensors. NaN where C = 0.
  Eigen::VectorXcd modes(double scale = 1) const;

  bool is_stable(double scale = 1) const { return growth(scale) < 0; }

  /// The factor on all learning rates at which stability is first lost as they grow from 0; 0 when
  /// neurons or rule are not stable even for the slowest learning, infinite when it is not lost
  /// before learning is ten thousand times as fast as the neurons.
  double critical_scale() const;

 private:
  /// Real part of the mode that decides, per ms.
  double growth(double scale) const;
  bool is_stable_when_slow() const;
  /// Every scale at which two modes may add up to zero, ascending, with harmless others.
  std::vector<double> candidate_scales() const;

  Eigen::MatrixXd at_rest_, learning_;  ///< the system is at_rest_ + scale * learning_
  Eigen::Matrix2d neurons_, rule_;      ///< -D M and K
};

}  // namespace homeostat::ei
