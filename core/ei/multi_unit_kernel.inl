// Included by one .cpp file per instruction set and precision, which defines HOMEOSTAT_KERNEL as
// its namespace, HOMEOSTAT_VECTOR_BYTES, and HOMEOSTAT_REAL as double or float. No standard-library
// or Eigen templates here: the linker might pick a copy of one that was compiled for a processor
// the user does not have.
#include "core/ei/multi_unit_kernel.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace homeostat::ei::kernel::HOMEOSTAT_KERNEL {
namespace {

using Real = HOMEOSTAT_REAL;
using Arrays = UnitArrays<Real>;
using Constants = UnitConstants<Real>;
typedef Real Vector __attribute__((vector_size(HOMEOSTAT_VECTOR_BYTES)));

constexpr std::size_t width = HOMEOSTAT_VECTOR_BYTES / sizeof(Real);
typedef float Floats __attribute__((vector_size(width * sizeof(float))));

/// Sums that are kept in registers during a sweep: with 16 registers two are left to work with, and
/// 80 + 20 units are just one panel of eight-lane vectors.
constexpr std::size_t most_vectors = 13;

#define HOMEOSTAT_INLINE inline __attribute__((always_inline))

/// One instruction each; a NaN in b passes through.
HOMEOSTAT_INLINE Vector larger(Vector a, Vector b) { return a > b ? a : b; }
HOMEOSTAT_INLINE Vector smaller(Vector a, Vector b) { return a < b ? a : b; }

HOMEOSTAT_INLINE Vector load(const Real* at) {
  Vector x;
  __builtin_memcpy(&x, at, sizeof x);
  return x;
}

HOMEOSTAT_INLINE void store(Real* at, Vector x) { __builtin_memcpy(at, &x, sizeof x); }

HOMEOSTAT_INLINE Vector widened(const float* at) {
  Floats x;
  __builtin_memcpy(&x, at, sizeof x);
  return __builtin_convertvector(x, Vector);
}

HOMEOSTAT_INLINE Vector sum_with_product(Vector sum, Vector a, Real b) {
#if HOMEOSTAT_VECTOR_BYTES == 64 && defined(__AVX512F__)
  if constexpr (sizeof(Real) == sizeof(double))
    return (Vector)_mm512_fmadd_pd((__m512d)a, _mm512_set1_pd(b), (__m512d)sum);
  else
    return (Vector)_mm512_fmadd_ps((__m512)a, _mm512_set1_ps(static_cast<float>(b)), (__m512)sum);
#else
  return sum + a * b;
#endif
}

HOMEOSTAT_INLINE Real sum_of(Vector x) {
  Real sum = 0;
  for (std::size_t lane = 0; lane < width; ++lane) sum += x[lane];
  return sum;
}

/// Whether any lane is above 0, or no number.
HOMEOSTAT_INLINE bool any(const Vector& x) {
#if HOMEOSTAT_VECTOR_BYTES == 64 && defined(__AVX512F__)
  if constexpr (sizeof(Real) == sizeof(double))
    return _mm512_cmp_pd_mask((__m512d)x, _mm512_setzero_pd(), _CMP_NLE_UQ) != 0;
  else
    return _mm512_cmp_ps_mask((__m512)x, _mm512_setzero_ps(), _CMP_NLE_UQ) != 0;
#else
  Real positive = 0;
  for (std::size_t lane = 0; lane < width; ++lane) positive += x[lane] <= 0 ? 0 : 1;
  return positive != 0;
#endif
}

/// sums = columns * rates, for a panel of rows.
template <std::size_t vectors>
void sweep_panel(const Real* weights, std::size_t stride, const Real* rates, std::size_t columns,
                 bool backward, Real* sums) {
  Vector sum[vectors] = {};
  const std::ptrdiff_t step = backward ? -1 : 1;
  const std::size_t first = backward ? columns - 1 : 0;
  const Real* column = weights + first * stride;
  const Real* rate = rates + first;
  for (std::size_t k = 0; k < columns; ++k) {
    const Real r = *rate;
#pragma GCC unroll 13
    for (std::size_t v = 0; v < vectors; ++v)
      sum[v] = sum_with_product(sum[v], load(column + v * width), r);
    column += step * static_cast<std::ptrdiff_t>(stride);
    rate += step;
  }
#pragma GCC unroll 13
  for (std::size_t v = 0; v < vectors; ++v) store(sums + v * width, sum[v]);
}

using SweepPanel = void (*)(const Real*, std::size_t, const Real*, std::size_t, bool, Real*);

SweepPanel panel_of(std::size_t vectors) {
  static constexpr SweepPanel panels[most_vectors] = {
      sweep_panel<1>,  sweep_panel<2>,  sweep_panel<3>, sweep_panel<4>, sweep_panel<5>,
      sweep_panel<6>,  sweep_panel<7>,  sweep_panel<8>, sweep_panel<9>, sweep_panel<10>,
      sweep_panel<11>, sweep_panel<12>, sweep_panel<13>};
  return panels[vectors - 1];
}

void sweep(const Arrays& units, const Real* weights, const Real* rates, std::size_t columns,
           bool backward, Real* sums) {
  const std::size_t all = units.rows / width;
  for (std::size_t done = 0; done < all;) {
    const std::size_t vectors = all - done < most_vectors ? all - done : most_vectors;
    panel_of(vectors)(weights + done * width, units.rows, rates, columns, backward,
                      sums + done * width);
    done += vectors;
  }
}

void send_E(const Arrays& units, const Real* rates, bool backward, Real* sums) {
  sweep(units, units.weights, rates, units.units_E, backward, sums);
}

void send_I(const Arrays& units, bool backward) {
  sweep(units, units.weights + units.units_E * units.rows, units.rates + units.rows_E,
        units.units_I, backward, units.from_I);
}

void send(const Arrays& units) {
  send_E(units, units.rates, false, units.from_E);
  send_I(units, false);
}

/// One step of the noise.
void step_noise(const Constants& c, const Arrays& units, const float* gaussian) {
  for (std::size_t k = 0; k < units.rows; k += width)
    store(units.noise + k,
          c.noise_keep * load(units.noise + k) + c.noise_innovation * widened(gaussian + k));
}

/// Whether the noise takes a silent network over any threshold.
bool noise_is_felt(const Constants& c, const Arrays& units) {
  Vector highest{};
  for (std::size_t k = 0; k < units.rows; k += width) {
    const Real scale = k < units.rows_E ? c.scale_E : c.scale_I;
    highest = larger(highest, load(units.input + k) + scale * load(units.noise + k));
  }
  return any(highest);
}

bool input_is_felt(const Arrays& units) {
  for (std::size_t k = 0; k < units.rows; ++k) {
    if (!(units.input[k] <= 0)) return true;
  }
  return false;
}

/// Rates of one population from what reaches it; true when one is above `most`.
HOMEOSTAT_INLINE bool step_rates(const Arrays& units, std::size_t from, std::size_t to, Real keep,
                                 Real scale, Real most, const Real* from_E, Real* result) {
  const Vector zero{};
  Vector above{};
  for (std::size_t k = from; k < to; k += width) {
    const Vector drive = (load(units.input + k) + scale * load(units.noise + k)) +
                         (load(from_E + k) + load(units.from_I + k));
    const Vector rate = keep * load(units.rates + k) + larger(zero, drive);
    above = larger(above, rate - most);
    store(result + k, rate);
  }
  return any(above);
}

HOMEOSTAT_INLINE void clip(Real* rates, std::size_t from, std::size_t to, Real most) {
  const Vector bound = most - Vector{};
  for (std::size_t k = from; k < to; k += width) store(rates + k, smaller(bound, load(rates + k)));
}

/// E from the old E and I; then I from the new E before it is clipped; then what both send.
void step_network(const Constants& c, const Arrays& units, bool backward) {
  const bool clips_E =
      step_rates(units, 0, units.rows_E, c.keep_E, c.scale_E, c.E_max, units.from_E, units.rates);
  if (clips_E) {
    send_E(units, units.rates, backward, units.unclipped);
    clip(units.rates, 0, units.rows_E, c.E_max);
  }
  send_E(units, units.rates, backward, units.from_E);
  step_rates(units, units.rows_E, units.rows, c.keep_I, c.scale_I, c.I_max,
             clips_E ? units.unclipped : units.from_E, units.rates);
  clip(units.rates, units.rows_E, units.rows, c.I_max);
  send_I(units, backward);
}

bool is_at_rest(const Arrays& units) {
  for (std::size_t k = 0; k < units.rows; ++k) {
    if (units.rates[k] != 0) return false;
  }
  return true;
}

HOMEOSTAT_INLINE Real mean_of(const Real* rates, std::size_t from, std::size_t to,
                              std::size_t units) {
  Vector sum{};
  for (std::size_t k = from; k < to; k += width) sum += load(rates + k);
  return sum_of(sum) / static_cast<Real>(units);
}

void advance(const Constants& constants, const Arrays& units, const UnitSteps& steps,
             bool& is_silent, bool& backward) {
  const Constants c = constants;
  const bool always_felt = input_is_felt(units);
  for (std::size_t k = 0; k < steps.steps; ++k) {
    const bool is_noisy = steps.gaussians != nullptr;
    if (is_noisy) step_noise(c, units, steps.gaussians + k * steps.gaussian_stride);
    if (!is_silent || (is_noisy ? noise_is_felt(c, units) : always_felt)) {
      step_network(c, units, backward);
      backward = !backward;
      is_silent = is_silent && is_at_rest(units);
    }
    if (steps.averaged) {
      for (std::size_t row = 0; row < units.rows; ++row) units.sums[row] += units.rates[row];
    }
    if (steps.trace_E != nullptr) {
      steps.trace_E[k] = mean_of(units.rates, 0, units.rows_E, units.units_E);
      steps.trace_I[k] = mean_of(units.rates, units.rows_E, units.rows, units.units_I);
    }
  }
}

}  // namespace

template <>
const UnitKernel<Real>& unit_kernel<Real>() {
  static constexpr UnitKernel<Real> kernel{send, advance};
  return kernel;
}

}  // namespace homeostat::ei::kernel::HOMEOSTAT_KERNEL
