// Included by one .cpp file per instruction set, which defines HOMEOSTAT_KERNEL as its namespace.
// No standard-library or Eigen templates here: the linker might pick a copy of one that was
// compiled for a processor the user does not have.
#include "core/ei/rate_lanes_kernel.h"

namespace homeostat::ei::kernel::HOMEOSTAT_KERNEL {
namespace {

typedef double Vector __attribute__((vector_size(HOMEOSTAT_VECTOR_BYTES)));

constexpr std::size_t width = HOMEOSTAT_VECTOR_BYTES / sizeof(double);
/// One network's step is a chain of 18 to 24 cycles; four vectors side by side fill its gaps.
constexpr std::size_t most_vectors = 4;

#define HOMEOSTAT_INLINE inline __attribute__((always_inline))

/// One instruction each; a NaN in b passes through.
HOMEOSTAT_INLINE Vector larger(Vector a, Vector b) { return a > b ? a : b; }
HOMEOSTAT_INLINE Vector smaller(Vector a, Vector b) { return a < b ? a : b; }

HOMEOSTAT_INLINE Vector load(const double* at) {
  Vector x;
  __builtin_memcpy(&x, at, sizeof x);
  return x;
}

HOMEOSTAT_INLINE void store(double* at, Vector x) { __builtin_memcpy(at, &x, sizeof x); }

HOMEOSTAT_INLINE Vector broadcast(double x) { return x - Vector{}; }

/// step() of rate_step.h in every lane. Its branches are maxima and minima here, with the same
/// bits: what is added where it adds nothing is 0.
template <std::size_t vectors, bool averaged>
void run(const SharedSteps& shared, LaneBlock& block, std::size_t first) {
  const Vector zero{};
  const Vector E_max = broadcast(shared.E_max), I_max = broadcast(shared.I_max);
  Vector E[vectors], I[vectors], sum_E[vectors], sum_I[vectors];
  Vector EE[vectors], EI[vectors], IE[vectors], II[vectors];
  for (std::size_t v = 0; v < vectors; ++v) {
    const std::size_t at = first + v * width;
    E[v] = load(block.E + at), I[v] = load(block.I + at);
    sum_E[v] = load(block.sum_E + at), sum_I[v] = load(block.sum_I + at);
    EE[v] = load(block.EE + at), EI[v] = load(block.EI + at);
    IE[v] = load(block.IE + at), II[v] = load(block.II + at);
  }
  for (std::size_t k = 0; k < shared.steps; ++k) {
    const double input_E = shared.input_E[k], input_I = shared.input_I[k];
    for (std::size_t v = 0; v < vectors; ++v) {
      const Vector drive_E = (EE[v] * E[v] + input_E) - EI[v] * I[v];
      const Vector new_E = shared.keep_E * E[v] + larger(zero, drive_E);
      const Vector drive_I = (input_I - II[v] * I[v]) + IE[v] * new_E;
      const Vector new_I = shared.keep_I * I[v] + larger(zero, drive_I);
      E[v] = smaller(E_max, new_E);
      I[v] = smaller(I_max, new_I);
      if constexpr (averaged) {
        sum_E[v] += E[v];
        sum_I[v] += I[v];
      }
    }
  }
  for (std::size_t v = 0; v < vectors; ++v) {
    const std::size_t at = first + v * width;
    store(block.E + at, E[v]), store(block.I + at, I[v]);
    store(block.sum_E + at, sum_E[v]), store(block.sum_I + at, sum_I[v]);
  }
}

template <bool averaged>
void run_lanes(const SharedSteps& shared, LaneBlock& block, std::size_t lanes) {
  for (std::size_t first = 0; first < lanes; first += most_vectors * width) {
    const std::size_t left = (lanes - first + width - 1) / width;
    if (left >= 4) {
      run<4, averaged>(shared, block, first);
    } else if (left == 3) {
      run<3, averaged>(shared, block, first);
    } else if (left == 2) {
      run<2, averaged>(shared, block, first);
    } else {
      run<1, averaged>(shared, block, first);
    }
  }
}

}  // namespace

void advance_block(const SharedSteps& shared, LaneBlock& block, std::size_t lanes, bool averaged) {
  if (averaged) {
    run_lanes<true>(shared, block, lanes);
  } else {
    run_lanes<false>(shared, block, lanes);
  }
}

}  // namespace homeostat::ei::kernel::HOMEOSTAT_KERNEL
