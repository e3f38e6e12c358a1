#include "core/lab/network_trial.h"

#include <limits>

#include "core/ei/synapses.h"
#include "core/ei/unit_weights.h"

namespace homeostat::lab {

namespace {

int rounded_up(int count, int every) { return (count + every - 1) / every; }

}  // namespace

int usual_sampling(ei::Sizes cells) { return rounded_up(cells.all(), most_sampled_cells); }

WeightSample sample_weights(const ei::Synapses& synapses, int every) {
  const ei::Sizes all = synapses.sizes();
  WeightSample sample;
  sample.every = every;
  sample.cells = {rounded_up(all.E, sample.every), rounded_up(all.I, sample.every)};
  const auto columns = static_cast<std::size_t>(sample.cells.all());
  sample.weights.assign(columns * columns, std::numeric_limits<float>::quiet_NaN());
  // Row or column of each cell; -1: not in the sample.
  std::vector<int> place(static_cast<std::size_t>(all.all()), -1);
  std::vector<int> senders;
  for (int cell = 0; cell < all.all(); ++cell) {
    const int own = cell < all.E ? cell : cell - all.E;
    if (own % sample.every != 0) continue;
    place[static_cast<std::size_t>(cell)] = static_cast<int>(senders.size());
    senders.push_back(cell);
  }
  for (std::size_t column = 0; column < senders.size(); ++column) {
    synapses.for_each_from(senders[column], [&](int to, float weight) {
      const int row = place[static_cast<std::size_t>(to)];
      if (row >= 0) sample.weights[static_cast<std::size_t>(row) * columns + column] = weight;
    });
  }
  return sample;
}

WeightSample all_weights(const ei::UnitWeights& weights) {
  const ei::Sizes sizes = weights.sizes();
  WeightSample sample;
  sample.cells = sizes;
  for (int to = 0; to < sizes.all(); ++to) {
    for (int from = 0; from < sizes.all(); ++from) {
      sample.weights.push_back(to == from ? std::numeric_limits<float>::quiet_NaN()
                                          : static_cast<float>(weights.matrix()(to, from)));
    }
  }
  return sample;
}

}  // namespace homeostat::lab
