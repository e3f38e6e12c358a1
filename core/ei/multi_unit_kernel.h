// The hot loop behind multi_unit.h: Euler steps of all units of one network. One source
// (multi_unit_kernel.inl), compiled for several instruction sets. Sums over partners are fused
// where the processor can, so that instruction sets differ in the last bits.
#pragma once

#include <cstddef>

namespace homeostat::ei::kernel {

/// Rows of a network's arrays, E first, then I; each population is filled up to whole blocks with
/// rows that have no weights and an input that keeps them silent.
inline constexpr std::size_t row_block = 8;

struct UnitArrays {
  std::size_t rows_E, rows;  ///< multiples of row_block; rows holds both
  std::size_t units_E, units_I;
  /// Scaled weights (times g dt / tau of the receiver, those from I negative), one column of `rows`
  /// for each sending unit, E first.
  const double* weights;
  const double* input;  ///< scaled steady input and pulse less threshold
  double* rates;        ///< Hz
  double* noise;        ///< unscaled
  double* sums;         ///< over the averaging window
  double* from_E;       ///< what all E units, and all I units, send at their present rates
  double* from_I;
  double* unclipped;  ///< room for a row
};

struct UnitConstants {
  double keep_E, keep_I;    ///< 1 - dt / tau
  double scale_E, scale_I;  ///< g dt / tau
  double E_max, I_max;
  double noise_keep, noise_innovation;  ///< as in NoiseCoefficients
};

struct UnitSteps {
  std::size_t steps;
  const float* gaussians;  ///< null: no noise; else one row a step
  std::size_t gaussian_stride;
  bool averaged;              ///< adds every step to the sums
  double *trace_E, *trace_I;  ///< mean rates step by step, or null
};

/// What one instruction set offers.
struct UnitKernel {
  /// Fills from_E and from_I: before the first step, and when weights have changed.
  void (*send)(const UnitArrays& units);
  /// `is_silent`: all rates are 0; looked at and kept up to date. `backward`: direction of the next
  /// sweep over the weights; it alternates, so that what a cache still holds is used first.
  void (*advance)(const UnitConstants& constants, const UnitArrays& units, const UnitSteps& steps,
                  bool& is_silent, bool& backward);
};

namespace baseline {
const UnitKernel& unit_kernel();
}
namespace avx2 {
const UnitKernel& unit_kernel();
}
namespace avx512 {
const UnitKernel& unit_kernel();
}

}  // namespace homeostat::ei::kernel
