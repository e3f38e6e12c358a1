// The spiking network under its protocol: one trial in, one row out. What comes from outside
// (parameters, events, edits) is the engine's affair.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/ei/spiking_learning.h"
#include "core/ei/spiking_network.h"
#include "core/lab/network_state.h"
#include "core/lab/network_trial.h"
#include "core/lab/protocol.h"
#include "core/lab/record.h"
#include "core/lab/trace.h"

namespace homeostat::lab {

class SpikingModel {
 public:
  /// Wired by parameters and seed; `noise_seed` is for the trials.
  SpikingModel(const ParameterValues& values, std::uint64_t seed, std::uint64_t noise_seed);

  /// 1, or 2 for half of the cells on a thread of their own; same bits.
  void set_threads(unsigned threads) { network_->set_threads(threads); }

  /// `record` receives the trial, `trace` its population rates in bins; either may be null.
  TrialRow run_trial(const Protocol::Trial& trial, NetworkTrial* record, Trace* trace);

  /// A permanent change of a class's mean weight, of chosen cells, or of the averages.
  void apply(const Event& event, Model model);

  NetworkState state(std::int64_t trial) const;
  void restore(const NetworkState& state);
  /// Scales each class to this mean.
  void set_means(const ei::Weights& means);
  const ei::Synapses& synapses() const { return network_->synapses(); }

 private:
  /// What chosen cells have borne in a trial, each cell once, ascending.
  struct Treated {
    std::vector<int> lesioned, driven;
  };

  ei::Spikes simulate(const Protocol::Trial& trial, ei::Probes* probes, Treated& treated);
  void lay_over_cells(const std::vector<Overlay>& changes, std::int64_t step, Treated& treated);
  void lay_over_weights(const std::vector<Overlay>& changes, std::int64_t step, Model model,
                        const std::vector<float>& learned);
  TrialRow row(const Protocol::Trial& trial, const ei::TrialRates& rates,
               const ei::SpikingLearning& learning) const;
  void fill(NetworkTrial& record, const Protocol::Trial& trial, ei::TrialRates rates);

  std::uint64_t seed_;
  std::unique_ptr<ei::SpikingNetwork> network_;
  ei::UnitAverages averages_;
  std::vector<int> lesioned_;
  std::vector<double> injected_;  ///< pA, one a cell
};

}  // namespace homeostat::lab
