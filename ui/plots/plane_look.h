// What of the plane of weights is drawn.
#pragma once

#include "ui/plots/boundary_style.h"
#include "ui/plots/plane_levels.h"

namespace homeostat::ui {

struct PlaneLook {
  PlaneShading shading = PlaneShading::paper;
  BoundarySet lines;
  bool operator==(const PlaneLook&) const = default;
};

}  // namespace homeostat::ui
