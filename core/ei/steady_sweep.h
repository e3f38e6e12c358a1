// The steady state against one weight, and what one would naively expect of it: the paradoxical
// effect as a picture [paradox, SI Fig. S13].
//
// Naive is to look at the population that the weight acts on as if the other one kept its rate.
// Then more W_IE must raise I, and more W_II must lower it; in an inhibition-stabilised circuit
// both do the opposite, for E does not keep its rate.
#pragma once

#include <optional>
#include <vector>

#include "core/ei/populations.h"
#include "core/ei/up_state_change.h"

namespace homeostat::ei {

/// The circuit with another value of one weight.
Circuit with_weight(Circuit circuit, WeightClass c, double value);

/// Where the population that `c` acts on would settle, in Hz, from its rate in `held` while the
/// other one kept its own; thresholded and saturated as the model is. With g_E W_EE > 1 and I held
/// there is no settling in between: E falls silent, runs away to E_max, or just stays.
double naive_rate(const Circuit& circuit, WeightClass c, Rates held);

/// That alone the population that `c` acts on would not come to rest in between: E where the
/// circuit is inhibition-stabilised.
bool leaves_when_alone(const Circuit& circuit, WeightClass c);

struct SteadyPoint {
  double weight = 0;
  Rates up;                ///< NaN where it is no fixed point: a rate <= 0 or beyond saturation
  bool is_stable = false;  ///< of the neurons
  double naive = 0;        ///< of the population acted on; NaN when the present has no up-state
};

/// With the weight at another value; the other weights stay, and the naive expectation holds the
/// rates of the present up-state.
SteadyPoint steady_point(const Circuit& now, WeightClass c, double weight);

/// The same at `points` >= 2 values of the weight from `low` to `high`, both included.
std::vector<SteadyPoint> steady_sweep(const Circuit& now, WeightClass c, double low, double high,
                                      int points);

/// The value of the weight at which C = 0, where both rates go to infinity; nothing when it does
/// not move C or would have to be negative.
std::optional<double> vertical_asymptote(const Circuit& now, WeightClass c);

/// On which side of it C > 0: below for W_EE and, in an inhibition-stabilised circuit, W_II, which
/// weaken inhibition; above for W_EI and W_IE.
constexpr bool is_up_state_below_asymptote(WeightClass c) { return c == EE || c == II; }

/// What a little more of a weight does to the population it acts on.
enum class WeightEffect {
  no_up_state,
  none,         ///< exactly at the onset of the paradoxical regime
  as_expected,  ///< excitation raises it, inhibition lowers it
  paradoxical,  ///< the opposite
};

WeightEffect weight_effect(const Circuit& now, WeightClass c);

}  // namespace homeostat::ei
