// One Euler step of the rate model: the line of code both protocols share.
#pragma once

#include <cmath>

#include "core/ei/rate_model.h"

namespace homeostat::ei {

/// Everything that multiplies in a step, with dt / tau and the gains worked in once for a segment.
struct StepCoefficients {
  double keep_E, keep_I;    ///< 1 - dt / tau
  double scale_E, scale_I;  ///< g dt / tau: what one unit of input adds in one step
  double EE, EI, IE, II;    ///< scaled weights
  double input_E, input_I;  ///< scaled steady input less threshold
  double E_max, I_max;

  StepCoefficients(const RateParameters& p, const Weights& w, double pulse)
      : keep_E(1 - p.dt / p.tau_E),
        keep_I(1 - p.dt / p.tau_I),
        scale_E(p.g_E * p.dt / p.tau_E),
        scale_I(p.g_I * p.dt / p.tau_I),
        input_E(scale_E * (p.I_ext + pulse - p.theta_E)),
        input_I(scale_I * (p.I_ext_I - p.theta_I)),
        E_max(p.E_max),
        I_max(p.I_max) {
    set_weights(w);
  }

  void set_weights(const Weights& w) {
    EE = scale_E * w.EE;
    EI = scale_E * w.EI;
    IE = scale_I * w.IE;
    II = scale_I * w.II;
  }
};

/// The comparisons are branches on purpose: they hardly ever change, so that a processor runs ahead
/// of them, and the step costs 24 cycles of latency instead of 40. A NaN passes through.
inline void step(const StepCoefficients& c, double noise_E, double noise_I, Rates& r) {
  double E = c.keep_E * r.E;
  const double drive_E = (c.EE * r.E + (c.input_E + noise_E)) - c.EI * r.I;
  if (!(drive_E <= 0)) [[likely]]
    E += drive_E;
  double I = c.keep_I * r.I;
  const double drive_I = ((c.input_I + noise_I) - c.II * r.I) + c.IE * E;
  if (!(drive_I <= 0)) [[likely]]
    I += drive_I;
  if (E > c.E_max) [[unlikely]]
    E = c.E_max;
  if (I > c.I_max) [[unlikely]]
    I = c.I_max;
  r = {E, I};
}

/// Exact advance of the Ornstein-Uhlenbeck noise by dt.
struct NoiseCoefficients {
  double keep = 0;        ///< correlation over one step
  double innovation = 0;  ///< standard deviation of what is new

  explicit NoiseCoefficients(const RateParameters& p)
      : keep(std::exp(-p.dt / p.noise_tau)),
        // noise_tau is in ms, sigma per square root of a second.
        innovation(p.noise_sigma * std::sqrt(p.noise_tau / 2000.0) *
                   std::sqrt(-std::expm1(-2 * p.dt / p.noise_tau))) {}
};

/// One step of the noise from a pair of standard Gaussians.
inline void step_noise(const NoiseCoefficients& n, float gauss_E, float gauss_I, Rates& noise) {
  noise.E = n.keep * noise.E + n.innovation * static_cast<double>(gauss_E);
  noise.I = n.keep * noise.I + n.innovation * static_cast<double>(gauss_I);
}

}  // namespace homeostat::ei
