// Mean and spread of what the units of a network have, by population.
#pragma once

#include <span>

#include "core/ei/populations.h"
#include "core/ei/spikes.h"

namespace homeostat::ei {

struct PopulationMoments {
  Rates mean;
  Rates spread;  ///< standard deviation over the population's units
};

/// `values`: one a unit, E first; an empty population has 0.
PopulationMoments population_moments(std::span<const double> values, Sizes sizes);

struct Moments {
  double mean = 0, deviation = 0;
};
Moments moments(std::span<const double> values);

}  // namespace homeostat::ei
