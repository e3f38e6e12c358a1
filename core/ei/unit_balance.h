// How much inhibition balances a unit's excitation at the setpoints.
#pragma once

#include "core/ei/plasticity.h"
#include "core/ei/rate_model.h"

namespace homeostat::ei {

/// A unit whose inputs from E sum to x, and from I to slope * x + intercept, is at its setpoint
/// when all others are at theirs.
struct BalanceLine {
  double slope = 0, intercept = 0;
  double at(double from_E) const { return slope * from_E + intercept; }
};

struct BalanceLines {
  BalanceLine onto_E, onto_I;
};

/// r_set = g (x E_set - y I_set + I_ext - theta), solved for y [paradox, eqs. 1-5, unit by unit].
BalanceLines balance_lines(const RateParameters& p, Setpoints set);

}  // namespace homeostat::ei
