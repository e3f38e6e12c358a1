// A network of rate units in the mean, without noise: where its rates come to rest, and how what
// disturbs them there dies out or grows.
//
// Where a unit's input is above its threshold and its rate below its bound the network is linear:
//   tau_i dr_i/dt = -r_i + g_i (sum_j s_j W[i,j] r_j + input_i),   s_j = 1 from E, -1 from I,
// so the units at work decide everything: those that are silent and those at their bound send what
// they send whatever happens near by. The Jacobian is the authors' model's, not printed in the
// paper; of units that are all alike it has the two eigenvalues of the population model, besides
// (-1 - g_E w_EE) / tau_E and (-1 + g_I w_II) / tau_I of the differences among E and among I.
#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "core/ei/rate_model.h"
#include "core/ei/unit_weights.h"
#include "core/math/modes.h"

namespace homeostat::ei {

struct UnitCircuit {
  RateParameters parameters;
  UnitWeights weights;
  std::vector<double> current{};  ///< besides I_ext and I_ext_I, one a unit; empty: none
  std::vector<int> lesioned{};    ///< ascending; their rate is 0
};

enum class UnitRegime {
  silent,    ///< its input is below its threshold, or it is lesioned
  active,    ///< between threshold and bound
  saturated  ///< at E_max or I_max
};

struct UnitFixedPoint {
  bool is_found = false;           ///< the regimes hold for the rates that they imply
  std::vector<double> rates;       ///< Hz, one a unit
  std::vector<UnitRegime> regime;  ///< one a unit
};

/// The fixed point whose active set follows from these rates (Hz, one a unit): linear equations for
/// the units at work, solved anew until they are the ones that their solution implies. The silent
/// state is always one; `near` decides which is meant.
UnitFixedPoint unit_fixed_point(const UnitCircuit& circuit, std::span<const double> near);

/// Which units are at work: a saturated unit is held, and so no part of the motion.
std::vector<int> units_in(const UnitFixedPoint& point, UnitRegime regime);

/// d(dr/dt)/dr among the active units, in their order, per ms.
Eigen::MatrixXd unit_jacobian(const UnitCircuit& circuit, std::span<const int> active);

/// How much of the slowest mode is a unit's: |left_i right_i| over the sum of it, so that a small
/// change of the unit's own leak moves the eigenvalue by that share of it.
struct UnitShare {
  int unit = 0;
  double share = 0;
};

struct UnitModes {
  UnitFixedPoint point;
  math::Modes modes;  ///< of the active units, per ms; a pair has both entries
  /// Of the mode that dies out last, or grows fastest; the largest share first.
  std::vector<UnitShare> slowest;

  bool is_stable() const;
  /// So many units alike would share it: 1 / sum of the squared shares.
  double units_sharing() const;
};

UnitModes unit_modes(const UnitCircuit& circuit, std::span<const double> near);

}  // namespace homeostat::ei
