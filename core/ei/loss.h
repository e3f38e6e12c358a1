// How far the up-state is from its setpoints, which way leads down, and whether a rule goes there.
//
//   L(W) = ((E_set - E)^2 + (I_set - I)^2) / 2,  E and I of the up-state  [paradox, SI eqs. 51-54]
//   -dL/dW = G^T (E_set - E, I_set - I),         G = d(E, I)/dW           [SI eqs. 55-56]
// G is `rate_response`: the paper prints eqs. 55 and 56 with all signs turned round. A small step
// of a rule lowers L exactly when it makes an angle below 90 degrees with -dL/dW in the space of
// all four weights.
#pragma once

#include <Eigen/Core>
#include <optional>
#include <vector>

#include "core/ei/learning_matrix.h"
#include "core/ei/plane_grid.h"

namespace homeostat::ei {

/// The up-state, where there is one: C > 0, both rates above 0 and below saturation.
std::optional<Rates> existing_up_state(const RateParameters& p, const Weights& w);

/// L in Hz^2; NaN where there is no up-state.
double loss(const RateParameters& p, Setpoints set, const Weights& w);

/// What the rule does with the neurons at rest in the up-state, beside the steepest way down.
struct Descent {
  double loss = 0;           ///< Hz^2
  Eigen::Vector4d steepest;  ///< -dL/dW, Hz^2 per unit of weight, in the order EE, EI, IE, II
  Eigen::Vector4d by_rule;   ///< per trial (online: per ms); 0 for a weight held at its floor

  /// Between the two, in degrees: 0 straight down, above 90 uphill; NaN where either is nothing.
  double angle() const;
};

/// What keeps a rule from following its errors freely.
struct LearningBounds {
  double rate_floor = 0;  ///< Hz, of what it senses; 0: none
  double W_min = 0;
};

/// Nothing where there is no up-state.
std::optional<Descent> descent(const PlaneProblem& problem, const LearningBounds& bounds,
                               const Weights& w);

/// The loss over W_EE and W_IE while W_EI and W_II stay as they are.
struct LossMap {
  PlaneGrid grid;
  std::vector<float> loss;  ///< Hz^2, ny x nx from W_IE_min; NaN without an up-state
};

LossMap loss_map(const RateParameters& p, Setpoints set, const Weights& held,
                 const PlaneGrid& grid);

}  // namespace homeostat::ei
