// One trial of a network as it is kept and shown. What is recorded is told apart from the
// engine: nobody who asks for less gets another run.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ei/spikes.h"
#include "core/ei/unit_samples.h"
#include "core/ei/up_states.h"

namespace homeostat::ei {
class Synapses;
class UnitWeights;
}  // namespace homeostat::ei

namespace homeostat::lab {

/// The weights among every so many cells of each population, in the model's unit (pA; rate units
/// none); row by row, row = receiving cell, in both E first. NaN: no synapse.
struct WeightSample {
  int every = 1;
  ei::Sizes cells{0, 0};
  std::vector<float> weights;
};

/// So many cells make a matrix that can be seen as a whole.
inline constexpr int most_sampled_cells = 200;

/// Of every `every`-th cell of each population.
WeightSample sample_weights(const ei::Synapses& synapses, int every);
/// All of a network of rate units.
WeightSample all_weights(const ei::UnitWeights& weights);
/// The least by which a network comes down to most_sampled_cells.
int usual_sampling(ei::Sizes cells);

struct NetworkTrial {
  /// Asked for: cells whose potential and currents are wanted at every step.
  std::vector<int> probed;
  bool all_weights = false;  ///< rather than those of every so many cells

  std::int64_t trial = 0;  ///< 0: nothing yet
  ei::Sizes sizes;
  double dt_ms = 0.1, duration_ms = 0;
  int kicked = 0;  ///< so many of the first E cells
  double kick_ms = 0;
  std::vector<int> lesioned;  ///< at any time in it, ascending
  std::vector<int> driven;    ///< the same of cells with a current of their own
  ei::Spikes spikes;          ///< none of rate units
  ei::UnitSamples samples;    ///< of rate units
  /// Spiking: its bins are the population rates over the trial. Rate units: window means.
  ei::TrialRates rates;
  ei::Rates interval_variation;  ///< CV_ISI, as ei::interval_variation() has it; else NaN
  std::vector<std::vector<ei::CellState>> states;  ///< by probed cell and step
  /// Of each unit over trials, Hz. Spiking: floored.
  std::vector<double> averages;
  std::vector<ei::Rates> inputs;  ///< of each unit: sums of the weights onto it from E and I
  WeightSample weights;           ///< after the trial
};

}  // namespace homeostat::lab
