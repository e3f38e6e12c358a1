// Two-population threshold-linear rate model.
//
// What: mean rates E and I of an excitatory and an inhibitory population in a sustained up-state.
// Equations [paradox, eqs. 1-3]:
//   tau_E dE/dt = -E + g_E [W_EE E - W_EI I + I_ext   + pulse + noise_E - theta_E]+
//   tau_I dI/dt = -I + g_I [W_IE E - W_II I + I_ext_I         + noise_I - theta_I]+
// Noise: independent Ornstein-Uhlenbeck processes with correlation time noise_tau and stationary
//   standard deviation noise_sigma * sqrt(noise_tau / 2) (sigma per square root of a second), added
//   inside the threshold. It is advanced exactly, so its law does not depend on dt.
// Method: forward Euler. Order of update, part of the model: the noise, then E from the old E and
//   I, then I from the *new* E before it is clipped, then E and I are clipped at E_max and I_max.
// Units: rates Hz, times ms, weights and currents in units of the threshold.
// Source: the authors' published scripts; where paper and scripts differ the README says which we
//   follow.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/ei/populations.h"

namespace homeostat::math {
class GaussianStream;
}

namespace homeostat::ei {

struct RateParameters {
  double tau_E = 10, tau_I = 2;  ///< ms
  double theta_E = 4.8, theta_I = 25;
  double g_E = 1, g_I = 4;          ///< Hz per unit of input
  double E_max = 100, I_max = 250;  ///< Hz
  double I_ext = 0, I_ext_I = 0;    ///< steady input to E and to I
  double noise_sigma = 10;          ///< per square root of a second; 0: none
  double noise_tau = 1;             ///< ms
  double dt = 0.1;                  ///< ms

  bool operator==(const RateParameters&) const = default;
};

struct RateState {
  Rates rates;
  Rates noise;
};

/// A stretch of time with nothing changing but E and I.
struct Segment {
  std::int64_t steps = 0;
  RateParameters parameters;
  Weights weights;
  double pulse = 0;       ///< added to the input of E
  bool averaged = false;  ///< its samples count for the window mean
};

/// Sums over the samples of the averaging window.
struct WindowSum {
  Rates sum;
  std::int64_t samples = 0;
  Rates mean() const;
};

/// Advances through one segment. `trace_E` and `trace_I` are either null or have room for the
/// segment's steps. A null `gaussians` means no noise is drawn whatever noise_sigma says.
void advance(const Segment& segment, math::GaussianStream* gaussians, RateState& state,
             WindowSum& window, double* trace_E, double* trace_I);

}  // namespace homeostat::ei
