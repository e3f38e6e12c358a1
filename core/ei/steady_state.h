// Fixed points of the two-population model in closed form, and what the phase plane shows.
// Sources: [paradox, SI eqs. 18-23].
#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/ei/populations.h"
#include "core/ei/rate_model.h"
#include "core/math/linear.h"

namespace homeostat::ei {

/// C = g_E g_I W_EI W_IE - (1 + g_I W_II)(g_E W_EE - 1) [paradox, SI eq. 19]; the up-state exists
/// and is no saddle where C > 0.
double determinant_C(const RateParameters& p, const Weights& w);

/// The fixed point with both populations above threshold and below saturation, in Hz; may be
/// negative (then it does not exist) and is infinite where C = 0 [SI eq. 18].
Rates up_state(const RateParameters& p, const Weights& w);

/// W_EI and W_II that make (E_set, I_set) the fixed point, given W_EE and W_IE [SI eq. 24, with the
/// external currents in the thresholds]. They may come out negative.
Weights setpoint_weights(const RateParameters& p, Setpoints set, double W_EE, double W_IE);

/// Without inhibition the excitatory population would run away: g_E W_EE > 1. In this regime more
/// drive to I lowers I: the paradoxical effect.
bool is_inhibition_stabilised(const RateParameters& p, const Weights& w);

/// The W_EE above which it is.
double paradoxical_onset(const RateParameters& p);

/// Eigenvalues of the up-state's Jacobian, per ms, ascending by (real, imaginary) [SI eq. 20].
math::EigenPair neural_eigenvalues(const RateParameters& p, const Weights& w);

/// d(E, I)/dW in the up-state: rows E and I, columns EE, EI, IE, II, in Hz per unit of weight.
/// Below 0 in row I, column IE: the paradoxical effect [SI eq. 55, whose eight signs are printed
/// wrong].
Eigen::Matrix<double, 2, 4> rate_response(const RateParameters& p, const Weights& w, Rates up);

/// (1 + g_I W_II) tau_E - (g_E W_EE - 1) tau_I, in ms: above 0 where the trace condition on the
/// neurons holds [SI eq. 23].
double neural_trace_margin(const RateParameters& p, const Weights& w);

struct FixedPoint {
  Rates rates;
  bool is_stable = false;
  bool operator==(const FixedPoint&) const = default;
};

/// Every fixed point with 0 <= E <= E_max, 0 <= I <= I_max: silent, E alone, up-state, saturated.
std::vector<FixedPoint> fixed_points(const RateParameters& p, const Weights& w);

/// Slope of E and I (Hz per ms) at any rates, noise and pulse off.
Rates velocity(const RateParameters& p, const Weights& w, Rates at);

/// Where dE/dt = 0, as points (E, I): the branch above threshold and the branch E = 0, cut off at
/// the given largest rates. A gap is a point with NaN.
std::vector<Rates> nullcline_E(const RateParameters& p, const Weights& w, Rates largest,
                               int points);
/// Where dI/dt = 0.
std::vector<Rates> nullcline_I(const RateParameters& p, const Weights& w, Rates largest,
                               int points);

}  // namespace homeostat::ei
