// Rates of single units in a trial, thinned as they are kept and shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/ei/spikes.h"

namespace homeostat::ei {

/// Sample k is taken after step (k + 1) * every of the trial. Hz.
struct UnitSamples {
  std::int64_t every = 10;  ///< steps
  Sizes sizes{0, 0};
  std::vector<float> rates;            ///< sample by sample, one a unit, E first
  std::vector<double> mean_E, mean_I;  ///< over the units of each population

  std::size_t count() const { return mean_E.size(); }
  float at(std::size_t sample, int unit) const {
    return rates[sample * static_cast<std::size_t>(sizes.all()) + static_cast<std::size_t>(unit)];
  }
};

}  // namespace homeostat::ei
