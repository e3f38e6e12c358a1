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

/// Sums of its columns that a panel of so many vectors keeps apart: one sum alone would wait for
/// its own last addition.
template <std::size_t vectors>
constexpr std::size_t chains = vectors == 1   ? 8
                               : vectors <= 3 ? 4
                               : vectors <= 6 ? 2
                                              : 1;

/// sums = columns * rates, for a panel of rows.
template <std::size_t vectors>
void sweep_panel(const Real* weights, std::size_t stride, const Real* rates, std::size_t columns,
                 bool backward, Real* sums) {
  Vector sum[chains<vectors>][vectors] = {};
  const auto left_to_right = static_cast<std::ptrdiff_t>(stride);
  const std::ptrdiff_t next_rate = backward ? -1 : 1;
  const std::ptrdiff_t next_column = backward ? -left_to_right : left_to_right;
  const std::size_t first = backward ? columns - 1 : 0;
  const Real* column = weights + first * stride;
  const Real* rate = rates + first;
  const auto add = [&](Vector * to) __attribute__((always_inline)) {
    const Real r = *rate;
#pragma GCC unroll 13
    for (std::size_t v = 0; v < vectors; ++v)
      to[v] = sum_with_product(to[v], load(column + v * width), r);
    column += next_column;
    rate += next_rate;
  };
  std::size_t left = columns;
  for (; left >= chains<vectors>; left -= chains<vectors>) {
#pragma GCC unroll 8
    for (std::size_t chain = 0; chain < chains<vectors>; ++chain) add(sum[chain]);
  }
  for (; left > 0; --left) add(sum[0]);
#pragma GCC unroll 13
  for (std::size_t v = 0; v < vectors; ++v) {
    Vector all = sum[0][v];
#pragma GCC unroll 8
    for (std::size_t chain = 1; chain < chains<vectors>; ++chain) all += sum[chain][v];
    store(sums + v * width, all);
  }
}

using SweepPanel = void (*)(const Real*, std::size_t, const Real*, std::size_t, bool, Real*);

SweepPanel panel_of(std::size_t vectors) {
  static constexpr SweepPanel panels[most_vectors] = {
      sweep_panel<1>,  sweep_panel<2>,  sweep_panel<3>, sweep_panel<4>, sweep_panel<5>,
      sweep_panel<6>,  sweep_panel<7>,  sweep_panel<8>, sweep_panel<9>, sweep_panel<10>,
      sweep_panel<11>, sweep_panel<12>, sweep_panel<13>};
  return panels[vectors - 1];
}

/// sums = weights * rates: `rows` of them, in panels as equal as can be.
void sweep(const Real* weights, std::size_t rows, const Real* rates, std::size_t columns,
           bool backward, Real* sums) {
  const std::size_t all = rows / width;
  for (std::size_t done = 0; done < all;) {
    const std::size_t panels = (all - done + most_vectors - 1) / most_vectors;
    const std::size_t vectors = (all - done + panels - 1) / panels;
    panel_of(vectors)(weights + done * width, rows, rates, columns, backward, sums + done * width);
    done += vectors;
  }
}

void send_EE(const Arrays& units, bool backward) {
  sweep(units.weights_EE, units.rows_E, units.rates, units.units_E, backward, units.from_E);
}

void send_IE(const Arrays& units) {
  sweep(units.weights_IE, units.rows - units.rows_E, units.rates, units.units_E, false,
        units.from_E + units.rows_E);
}

void send_I(const Arrays& units) {
  sweep(units.weights_I, units.rows, units.rates + units.rows_E, units.units_I, false,
        units.from_I);
}

void send(const Arrays& units) {
  send_EE(units, false);
  send_I(units);
}

/// One step of the noise.
void step_noise(const Constants& c, const Arrays& units, const float* gaussian) {
  Real* noise = units.noise;
  for (std::size_t k = 0, rows = units.rows; k < rows; k += width)
    store(noise + k, c.noise_keep * load(noise + k) + c.noise_innovation * widened(gaussian + k));
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
                                 Real scale, Real most) {
  const Arrays at = units;  // stores might change what is not a copy
  const Vector zero{};
  Vector above{};
  for (std::size_t k = from; k < to; k += width) {
    const Vector drive = (load(at.input + k) + scale * load(at.noise + k)) +
                         (load(at.from_E + k) + load(at.from_I + k));
    const Vector rate = keep * load(at.rates + k) + larger(zero, drive);
    above = larger(above, rate - most);
    store(at.rates + k, rate);
  }
  return any(above);
}

HOMEOSTAT_INLINE void clip(Real* rates, std::size_t from, std::size_t to, Real most) {
  const Vector bound = most - Vector{};
  for (std::size_t k = from; k < to; k += width) store(rates + k, smaller(bound, load(rates + k)));
}

/// I from the new E; then what they send.
void step_I(const Constants& c, const Arrays& units) {
  if (step_rates(units, units.rows_E, units.rows, c.keep_I, c.scale_I, c.I_max))
    clip(units.rates, units.rows_E, units.rows, c.I_max);
  send_I(units);
}

/// E from the old E and I; then I from the new E before it is clipped; then what both send.
///
/// The weights of 80 + 20 units are twice what the first cache holds: what E send to E, two thirds
/// of it, may be worked out before or after the rest. A step that has it last and one that has it
/// first, and backwards, each begin with what the step before has left there.
void step_network(const Constants& c, const Arrays& units, bool backward) {
  const bool clips_E = step_rates(units, 0, units.rows_E, c.keep_E, c.scale_E, c.E_max);
  const bool first_onto_E = backward && !clips_E;
  if (first_onto_E) send_EE(units, backward);
  send_IE(units);
  if (clips_E) clip(units.rates, 0, units.rows_E, c.E_max);
  step_I(c, units);
  if (!first_onto_E) send_EE(units, backward);
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
