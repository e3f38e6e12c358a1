// What a finite change of a weight or of a current does to the up-state, before anything is
// simulated. Source: the closed form of the fixed point [paradox, SI eq. 18; Fig. 1].
#pragma once

#include "core/ei/populations.h"
#include "core/ei/rate_model.h"

namespace homeostat::ei {

/// All that the steady state depends on.
struct Circuit {
  RateParameters parameters;
  Weights weights;
  bool operator==(const Circuit&) const = default;
};

/// Why a circuit has no stable up-state.
enum class UpStateLoss {
  none,             ///< it has one
  runaway,          ///< C <= 0: inhibition is too weak for the excitation
  slow_inhibition,  ///< C > 0, but inhibition comes too late: swings grow
  silent,           ///< E or I would have to fall to 0 or below
  saturated,        ///< E or I would have to pass E_max or I_max
};

/// The first of these reasons that holds, in their order.
UpStateLoss up_state_loss(const Circuit& circuit);

/// 0 < E < E_max and 0 < I < I_max: where the closed form of the up-state is a fixed point.
bool is_within_bounds(const RateParameters& p, Rates at);

/// Time constant of the slower of the two neural modes, in ms; infinite without a stable up-state.
double slowest_mode_ms(const Circuit& circuit);

/// The stable up-states of two circuits, in Hz; NaN where one is lost.
struct PredictedChange {
  Rates before, after;
  UpStateLoss loss_before = UpStateLoss::none, loss_after = UpStateLoss::none;
  Rates change() const { return {after.E - before.E, after.I - before.I}; }
};

PredictedChange predicted_change(const Circuit& before, const Circuit& after);

}  // namespace homeostat::ei
