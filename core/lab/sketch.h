// What stands for a figure in small: data of one of its panels, from a short run.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/ei/plane_regions.h"
#include "core/ei/spikes.h"
#include "core/lab/figure.h"

namespace homeostat::lab {

struct Sketch {
  enum class Kind {
    nothing,  ///< no panel of the figure can be had in a second
    rates,    ///< E and I over a trial or over trials
    plane,    ///< regions of stability
    spikes,
    capacities,  ///< of a selective neuron: balanced and all, against the share of E inputs
    margins,     ///< the largest at output and inputs against the load
    steady,      ///< E and I of the up-state against W_IE; NaN where there is none
  };
  Kind kind = Kind::nothing;
  std::vector<double> E, I;          ///< Hz, at even distances
  std::vector<double> violet, blue;  ///< of a selective neuron, in the order above
  ei::Setpoints set;
  double highest = 0;  ///< of what is to be seen; the ringing at the kick may go beyond
  ei::RegionMap regions;
  ei::Spikes spikes;
  ei::Sizes sizes;
  std::int32_t steps = 0;  ///< of the trial of the spikes
};

/// Of its spikes, average rates (where it learns), plane, trial or steady states: the first of
/// these it has. After
/// `stop` nothing.
Sketch sketch_of(const Figure& figure, const std::stop_token& stop);

}  // namespace homeostat::lab
