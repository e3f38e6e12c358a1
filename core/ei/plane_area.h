// How much of the set-point plane is stable.
#pragma once

#include "core/ei/learning_matrix.h"
#include "core/ei/plane_grid.h"

namespace homeostat::ei {

/// Areas within a window of the plane, in units of weight squared.
struct PlaneAreas {
  double neural = 0;   ///< neurons stable, W_EI and W_II positive
  double overlap = 0;  ///< of it, where the rule is stable too
  double trial = 0;    ///< of the overlap, where it is so from trial to trial at its learning rates

  /// Shares of the neural region; 0 where there is none.
  double overlap_share() const { return neural > 0 ? overlap / neural : 0; }
  double trial_share() const { return neural > 0 ? trial / neural : 0; }
};

/// The first two to about five digits, the third to three; only the grid's window is looked at.
PlaneAreas plane_areas(const PlaneProblem& problem, const PlaneGrid& window);

}  // namespace homeostat::ei
