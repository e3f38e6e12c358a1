// Included by one .cpp file per instruction set, which defines HOMEOSTAT_KERNEL as its namespace.
// No standard-library or Eigen templates here: the linker might pick a copy of one that was
// compiled for a processor the user does not have.
#include "core/ei/lif_kernel.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace homeostat::ei::kernel::HOMEOSTAT_KERNEL {
namespace {

typedef float Floats __attribute__((vector_size(HOMEOSTAT_VECTOR_BYTES)));

constexpr std::size_t width = HOMEOSTAT_VECTOR_BYTES / sizeof(float);

#define HOMEOSTAT_INLINE inline __attribute__((always_inline))

HOMEOSTAT_INLINE Floats load(const float* at) {
  Floats x;
  __builtin_memcpy(&x, at, sizeof x);
  return x;
}

HOMEOSTAT_INLINE void store(float* at, Floats x) { __builtin_memcpy(at, &x, sizeof x); }

/// One bit for each lane in which x is at or above the bound.
HOMEOSTAT_INLINE unsigned lanes_from(Floats x, float bound) {
#if HOMEOSTAT_VECTOR_BYTES == 64 && defined(__AVX512F__)
  return _mm512_cmp_ps_mask((__m512)x, _mm512_set1_ps(bound), _CMP_GE_OQ);
#elif HOMEOSTAT_VECTOR_BYTES == 32 && defined(__AVX2__)
  return static_cast<unsigned>(
      _mm256_movemask_ps(_mm256_cmp_ps((__m256)x, _mm256_set1_ps(bound), _CMP_GE_OQ)));
#elif HOMEOSTAT_VECTOR_BYTES == 16 && defined(__SSE2__)
  return static_cast<unsigned>(_mm_movemask_ps(_mm_cmpge_ps((__m128)x, _mm_set1_ps(bound))));
#else
  unsigned bits = 0;
  for (std::size_t lane = 0; lane < width; ++lane)
    bits |= static_cast<unsigned>(x[lane] >= bound) << lane;
  return bits;
#endif
}

/// One Euler step of the currents through synapses, and of what still rises behind them.
HOMEOSTAT_INLINE void flow(const CellGroup& g, const CellArrays& cells, std::size_t k, Floats& s_E,
                           Floats& s_I) {
  const Floats u_E = load(cells.u_E + k), u_I = load(cells.u_I + k);
  s_E = s_E + (u_E * g.feed_E - s_E * g.fall_E);
  s_I = s_I + (u_I * g.feed_I - s_I * g.fall_I);
  store(cells.s_E + k, s_E);
  store(cells.s_I + k, s_I);
  store(cells.u_E + k, u_E - u_E * g.rise_E);
  store(cells.u_I + k, u_I - u_I * g.rise_I);
}

template <bool adapts, bool flows>
std::size_t step(const CellGroup& g, const CellArrays& cells, const float* gaussian,
                 std::uint16_t* crossed) {
  std::size_t count = 0;
  for (std::size_t k = g.first; k < g.end; k += width) {
    const Floats v = load(cells.v + k);
    Floats s_E = load(cells.s_E + k), s_I = load(cells.s_I + k);
    if constexpr (flows) flow(g, cells, k, s_E, s_I);
    Floats input = (s_E - s_I) + load(cells.current + k);
    if constexpr (adapts) {
      const Floats adapt = load(cells.adapt + k);
      input -= adapt;
      store(cells.adapt + k, adapt - adapt * g.adapt_decay);
    }
    const Floats after = v + ((input - v * g.leak) * g.per_capacity + load(gaussian + (k - g.first)) * g.noise);
    store(cells.v + k, after);
    for (unsigned bits = lanes_from(after, g.threshold); bits != 0; bits &= bits - 1)
      crossed[count++] = static_cast<std::uint16_t>(k + static_cast<unsigned>(__builtin_ctz(bits)));
  }
  return count;
}

std::size_t step_potentials(const CellGroup& group, const CellArrays& cells, const float* gaussian,
                            std::uint16_t* crossed) {
  return group.adapts ? step<true, false>(group, cells, gaussian, crossed)
                      : step<false, false>(group, cells, gaussian, crossed);
}

std::size_t step_both(const CellGroup& group, const CellArrays& cells, const float* gaussian,
                      std::uint16_t* crossed) {
  return group.adapts ? step<true, true>(group, cells, gaussian, crossed)
                      : step<false, true>(group, cells, gaussian, crossed);
}

void step_currents(const CellGroup& group, const CellArrays& cells) {
  for (std::size_t k = group.first; k < group.end; k += width) {
    Floats s_E = load(cells.s_E + k), s_I = load(cells.s_I + k);
    flow(group, cells, k, s_E, s_I);
  }
}

}  // namespace

const CellKernel& cell_kernel() {
  static constexpr CellKernel kernel{step_potentials, step_both, step_currents};
  return kernel;
}

}  // namespace homeostat::ei::kernel::HOMEOSTAT_KERNEL
