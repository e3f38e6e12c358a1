// The hot loop behind multi_unit.h: Euler steps of all units of one network. One source
// (multi_unit_kernel.inl), compiled for several instruction sets and for numbers of double and of
// single precision. Sums over partners are fused where the processor can, so that instruction sets
// differ in the last bits.
#pragma once

#include <cstddef>

namespace homeostat::ei::kernel {

/// Rows of a network's arrays, E first, then I; each population is filled up to whole blocks with
/// rows that have no weights and an input that keeps them silent.
template <class Real>
inline constexpr std::size_t row_block = 64 / sizeof(Real);

template <class Real>
struct UnitArrays {
  std::size_t rows_E, rows;  ///< multiples of row_block; rows holds both
  std::size_t units_E, units_I;
  /// Scaled weights (times g dt / tau of the receiver, those from I negative), one column for each
  /// sending unit: rows_E from E onto E, rows - rows_E from E onto I, all rows from I.
  const Real *weights_EE, *weights_IE, *weights_I;
  const Real* input;  ///< scaled steady input and pulse less threshold
  Real* rates;        ///< Hz
  Real* noise;        ///< unscaled
  double* sums;       ///< over the averaging window
  Real* from_E;       ///< what all E units, and all I units, send
  Real* from_I;
};

template <class Real>
struct UnitConstants {
  Real keep_E, keep_I;    ///< 1 - dt / tau
  Real scale_E, scale_I;  ///< g dt / tau
  Real E_max, I_max;
  Real noise_keep, noise_innovation;  ///< as in NoiseCoefficients
};

struct UnitSteps {
  std::size_t steps;
  const float* gaussians;  ///< null: no noise; else one row a step
  std::size_t gaussian_stride;
  bool averaged;              ///< adds every step to the sums
  double *trace_E, *trace_I;  ///< mean rates step by step, or null
};

/// What one instruction set offers.
template <class Real>
struct UnitKernel {
  /// Fills from_E, where it goes onto E, and from_I from the present rates: before the first step,
  /// and when weights have changed.
  void (*send)(const UnitArrays<Real>& units);
  /// `is_silent`: all rates are 0; looked at and kept up to date. `backward`: whether the next step
  /// takes the weights in the opposite order; it alternates.
  void (*advance)(const UnitConstants<Real>& constants, const UnitArrays<Real>& units,
                  const UnitSteps& steps, bool& is_silent, bool& backward);
};

namespace baseline {
template <class Real>
const UnitKernel<Real>& unit_kernel();
}
namespace avx2 {
template <class Real>
const UnitKernel<Real>& unit_kernel();
}
namespace avx512 {
template <class Real>
const UnitKernel<Real>& unit_kernel();
}

}  // namespace homeostat::ei::kernel
