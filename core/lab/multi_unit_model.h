// The network of rate units under its protocol: one trial in, one row out. What comes from outside
// (parameters, events, edits) is the engine's affair.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/ei/multi_unit.h"
#include "core/ei/unit_weights.h"
#include "core/lab/experiment.h"
#include "core/lab/network_state.h"
#include "core/lab/network_trial.h"
#include "core/lab/protocol.h"
#include "core/lab/record.h"
#include "core/lab/trace.h"
#include "core/lab/trial_setup.h"
#include "core/lab/unit_history.h"

namespace homeostat::lab {

class MultiUnitModel {
 public:
  /// Throws InputError when the experiment starts from a file that holds no such weights.
  explicit MultiUnitModel(const Experiment& experiment);

  /// Throws RunError naming trial and unit when a rate or a weight is no number any more. `trace`
  /// receives the populations' mean rates, `record` the trial unit by unit; either may be null.
  TrialRow run_trial(const Protocol::Trial& trial, NetworkTrial* record, Trace* trace);

  /// A permanent change of a class's or of chosen weights, of chosen units, or of the activity.
  void apply(const Event& event, Model model);
  /// An event that the state of a run restored already holds, as far as it concerns weights.
  void note(const Event& event, Model model);

  NetworkState state(std::int64_t trial) const;
  void restore(const NetworkState& state);
  UnitMoment moment(std::int64_t trial) const;

  const ei::UnitWeights& weights() const { return weights_; }
  /// Averages over trials before the floor: one a unit, E first, Hz.
  const std::vector<double>& averages() const { return averages_; }

 private:
  struct Treated {
    std::vector<int> lesioned;
    std::vector<double> current;
  };
  /// A block of weights that an event has scaled, whose contrast with the rest is followed.
  struct Block {
    ei::WeightClass weight_class;
    std::vector<int> units;
  };

  const TrialSetup& setup_for(const ParameterValues& values);
  void follow_block(const Event& event);
  void simulate(const Protocol::Trial& trial, NetworkTrial* record, Trace* trace);
  void fill(NetworkTrial& record, const Protocol::Trial& trial,
            const std::vector<double>& means) const;
  Treated treated_at(const std::vector<Overlay>& changes, std::int64_t step) const;
  std::vector<double> setpoints_in(const Protocol::Trial& trial, std::int64_t last_step) const;
  void require_numbers(std::int64_t trial, const std::vector<double>& means) const;
  TrialRow row(const Protocol::Trial& trial, const std::vector<double>& means,
               std::span<const double> set) const;

  std::uint64_t seed_;
  ei::UnitWeights weights_;
  ei::MultiUnit units_;
  std::vector<double> averages_;
  std::vector<int> lesioned_;
  std::vector<double> current_;       ///< of chosen units, one a unit
  std::vector<Event> own_setpoints_;  ///< of chosen units
  std::optional<Block> block_;
  std::optional<TrialSetup> setup_;  ///< of the trial before
};

}  // namespace homeostat::lab
