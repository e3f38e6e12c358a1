// The regions of the set-point plane on a grid, without eigenvalues.
#pragma once

#include <vector>

#include "core/ei/stability.h"

namespace homeostat::ei {

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

RegionMap region_map(const PlaneProblem& problem, const PlaneGrid& grid);

}  // namespace homeostat::ei
