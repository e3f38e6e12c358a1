#include "core/ei/spiking_learning.h"

#include <algorithm>

namespace homeostat::ei {

namespace {

/// The drives by receiving slot, where the synapses look them up.
std::vector<double> by_slot(const CellLayout& layout, std::span<const double> by_cell) {
  std::vector<double> slots(layout.count, 0);
  for (int cell = 0; cell < layout.sizes.all(); ++cell)
    slots[layout.slot(cell)] = by_cell[static_cast<std::size_t>(cell)];
  return slots;
}

}  // namespace

void learn(const SpikingLearning& learning, std::span<const double> rates, UnitAverages& averages,
           Synapses& synapses) {
  averages.add(rates, learning.tau_trial, learning.rate_floor);
  change_weights(learning, averages, synapses);
}

void change_weights(const SpikingLearning& learning, const UnitAverages& averages,
                    Synapses& synapses) {
  if (is_frozen(learning.rule)) return;
  const Sizes sizes = synapses.sizes();
  const auto others = learning.partners == Partners::local
                          ? synapses.mean_over_partners(averages.before_floor(), learning.set)
                          : population_means(sizes, averages.before_floor());
  const Setpoints of_others{learning.set.I, learning.set.E};
  const UnitDrives drives =
      unit_drives(learning.rule, sizes, errors_below(learning.set, sizes, averages.floored()),
                  errors_below(of_others, sizes, others));
  const auto from_E = by_slot(synapses.layout(), drives.from_E);
  const auto from_I = by_slot(synapses.layout(), drives.from_I);
  const SynapticFactor factor = learning.rule.factor;
  synapses.change_weights([&](float weight, int from, std::size_t slot) {
    const double now = static_cast<double>(weight);
    const double m = factor == SynapticFactor::presynaptic_rate
                         ? averages.floored()[static_cast<std::size_t>(from)]
                     : factor == SynapticFactor::weight ? now
                                                        : 1;
    const double drive = from < sizes.E ? from_E[slot] : from_I[slot];
    return static_cast<float>(std::clamp(now + m * drive, learning.W_min, learning.W_max));
  });
}

}  // namespace homeostat::ei
