// The paradoxical pulse: what a spiking network does when a current drives all its I cells for a
// while in the up-state, for several currents, over many trials [paradox, Fig. 7I]; and what a mean
// field with measured gains says it should do.
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/ei/up_states.h"
#include "core/lab/event.h"
#include "core/lab/experiment.h"
#include "core/lab/long_task.h"
#include "core/lab/network_state.h"

namespace homeostat::lab {

struct PulseProtocol {
  std::vector<double> currents{0, 2, 4, 6, 8, 10, 12};  ///< pA, into every I cell
  int repeats = 40;                                     ///< trials for each of them
  double from_ms = 3000, until_ms = 4000;
  double trial_ms = 5100;
  bool adapts = false;  ///< without adaptation the up-state is long and even
  bool operator==(const PulseProtocol&) const = default;
};

struct PulseQuestion {
  Experiment experiment;  ///< a run's start with its log; spiking
  /// What the run had come to; null: where it begins.
  std::shared_ptr<const NetworkState> network;
  PulseProtocol protocol;
  std::int64_t trial() const { return network ? network->trial : 0; }
};

/// What one current did. Rates in Hz.
struct PulseResponse {
  double current = 0;  ///< pA
  int trials = 0;
  ei::BinnedRates rates{};       ///< mean over trials, bins of ei::rate_bin_ms
  ei::Rates before{}, during{};  ///< means over as long before the pulse as it lasts, and in it
  ei::Rates change{};            ///< during - before
  ei::Rates standard_error{};    ///< of the change, over trials; NaN for fewer than two
  int up_to_the_end = 0;         ///< trials whose up-state outlasts the pulse

  /// Nine of ten up-states or more outlast the pulse, so that its change is one within them.
  bool up_states_last() const { return trials > 0 && 10 * up_to_the_end >= 9 * trials; }
};

/// The linear response of the mean field r_E = g_E (J_EE r_E - J_EI r_I),
/// r_I = g_I (J_IE r_E - J_II r_I + I_ext_I).
struct PulsePrediction {
  ei::Weights J;     ///< mean charge that 1 Hz of all partners brings to a cell, pA / Hz
  ei::Rates gain;    ///< of the populations in open loop (open_loop.h), Hz / pA
  ei::Rates per_pA;  ///< change of the rates for each pA into I, Hz / pA
  int trials = 0;    ///< over which gains have been averaged; 0: not known yet
};

/// What a mean field with these couplings and gains does, Hz for each pA into all I cells.
ei::Rates response_to_I(const ei::Weights& J, ei::Rates gain);

struct PulseAnswer {
  PulseProtocol protocol;
  std::vector<PulseResponse> responses;  ///< in the order of the currents
  PulsePrediction prediction;
};

/// Straight line through the changes of the rates, by least squares over those currents under which
/// up-states last. Hz for each pA; NaN with fewer than two of
/// them.
struct PulseSlope {
  ei::Rates per_pA;
  double largest_current = 0;  ///< pA, of those that count
};
PulseSlope pulse_slope(const PulseAnswer& answer);

using PulseTask = LongTask<PulseQuestion, PulseAnswer>;

/// Round by round, each current once a round, so that all grow together; `show` after every trial.
/// Throws InputError when the experiment or the protocol cannot be run.
PulseAnswer pulse_response(const PulseQuestion& question, const PulseTask::Show& show,
                           const std::stop_token& stop);

/// The same at a priority that leaves the processor to everybody else.
PulseTask::Work pulse_work();

}  // namespace homeostat::lab
