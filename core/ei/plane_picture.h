// Everything a picture of the set-point plane shows, as one value.
#pragma once

#include <vector>

#include "core/ei/plane_area.h"
#include "core/ei/plane_boundaries.h"
#include "core/ei/plane_regions.h"

namespace homeostat::ei {

struct PlanePicture {
  PlaneProblem problem;
  RegionMap regions;
  std::vector<Boundary> boundaries;
  PlaneAreas areas;  ///< within the window of the regions' grid
};

inline PlanePicture plane_picture(const PlaneProblem& problem, const PlaneGrid& grid) {
  return {problem, region_map(problem, grid), boundaries(problem, grid),
          plane_areas(problem, grid)};
}

}  // namespace homeostat::ei
