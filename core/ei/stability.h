// Stability of neurons and rule at the setpoints: exact, in closed form, for every rule that is
// linear in the errors.
//
// Where E = E_set and I = I_set, two weights are free (W_EE and W_IE); the other two follow:
// the set-point plane [paradox, SI eq. 24]. There the learning dynamics has two neutral directions
// (along the plane) and two that decide, the eigenvalues of the 2 x 2 matrix
//   K = d(E, I)/dW * d(dW)/d(E, I).
// With a, b, c, d as in the source (sums of rate * factor * gain):
//   C trace K = -[g_E u a - g_I v d + g_E g_I (W_IE b - W_EI c)],  C det K = g_E g_I (a d - b c).
// It holds while learning is slow against the neurons. The printed equations 4, 13 and 55-57 have
// misprints; these forms agree with finite differences (tests/core/stability_test.cpp).
#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/ei/plasticity.h"
#include "core/ei/populations.h"
#include "core/ei/rate_model.h"
#include "core/math/linear.h"

namespace homeostat::ei {

/// W_EI and W_II that make (E_set, I_set) the fixed point, given W_EE and W_IE [SI eq. 24, with the
/// external currents in the thresholds]. They may come out negative.
Weights setpoint_weights(const RateParameters& p, Setpoints set, double W_EE, double W_IE);

/// The circuit the question is about; everything but the point in the plane.
struct PlaneProblem {
  RateParameters parameters;
  Setpoints setpoints;
  GainTable rule;
  double tau_trial = 2;  ///< low-pass over trials, in trials
};

/// K at any weights, with E and I at the setpoints. Unit: that of the gains.
Eigen::Matrix2d learning_matrix(const PlaneProblem& problem, const Weights& w);

struct TrialMapStability {
  bool is_stable = false;
  double spectral_radius = 0;  ///< of the two modes that decide, in one trial
  double alpha_scale_max = 0;  ///< factor on all rates at which it loses stability; 0: never stable
};

/// One point of the plane.
struct PointStability {
  Weights weights;
  double C = 0;
  bool neural_is_stable = false;
  bool rule_is_stable = false;
  bool weights_are_positive = false;  ///< W_EI > 0 and W_II > 0
  bool is_paradoxical = false;        ///< g_E W_EE > 1
  math::EigenPair neural;             ///< per ms
  math::EigenPair rule;               ///< at the rates as given
  TrialMapStability trial_map;
};

PointStability stability_at(const PlaneProblem& problem, double W_EE, double W_IE);

/// The discrete protocol (learn once a trial, low-pass over trials) for eigenvalues of K.
TrialMapStability trial_map_stability(const math::EigenPair& rule, double tau_trial);

/// Trials in which the slower of the deciding modes falls to 1/e; infinite when it does not fall.
double slowest_mode_trials(const TrialMapStability& map);

/// A rectangle of the plane, sampled at nx x ny points with both ends included.
struct PlaneGrid {
  double W_EE_min = 0, W_EE_max = 10, W_IE_min = 0, W_IE_max = 20;
  int nx = 2, ny = 2;
  double W_EE(int column) const;
  double W_IE(int row) const;
  bool operator==(const PlaneGrid&) const = default;
};

/// stability_at on the whole grid, row by row from W_IE_min.
std::vector<PointStability> stability_map(const PlaneProblem& problem, const PlaneGrid& grid);

/// What a picture of the plane needs, one byte each.
enum RegionBits : unsigned char {
  neural_region = 1,  ///< neurons stable and both free weights positive
  rule_region = 2,    ///< the rule's condition multiplied through by C, as the paper draws it
  paradoxical_region = 4,
  rule_verdict = 8,  ///< both eigenvalues of K negative
};

struct RegionMap {
  PlaneGrid grid;
  std::vector<unsigned char> bits;  ///< ny x nx, from W_IE_min
  /// Zero on a region's edge, positive inside; same shape.
  std::vector<float> neural_level, rule_level;
};

/// The picture of the plane, without eigenvalues.
RegionMap region_map(const PlaneProblem& problem, const PlaneGrid& grid);

}  // namespace homeostat::ei
