// Included by one .cpp file per instruction set, which defines HOMEOSTAT_KERNEL as its namespace,
// HOMEOSTAT_VECTOR_BYTES, HOMEOSTAT_GROUP and HOMEOSTAT_LEFT_GROUPS (see DenseBlocking). No
// templates here (see gaussian_kernel.inl).
#include "core/math/dense_kernel.h"

namespace homeostat::math::kernel::HOMEOSTAT_KERNEL {
namespace {

/// What sums of products are kept in, on every instruction set: their order is then the same.
typedef double Eight __attribute__((vector_size(64)));

#define HOMEOSTAT_INLINE inline __attribute__((always_inline))

HOMEOSTAT_INLINE Eight load_eight(const double* from) {
  Eight v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}

HOMEOSTAT_INLINE void store_eight(double* to, Eight v) { __builtin_memcpy(to, &v, sizeof v); }

HOMEOSTAT_INLINE double sum_of(Eight v) {
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

}  // namespace

#define HOMEOSTAT_NUMBER double
#define HOMEOSTAT_IN_DOUBLE
#include "core/math/dense_product.inl"
#undef HOMEOSTAT_NUMBER
#undef HOMEOSTAT_IN_DOUBLE
#define HOMEOSTAT_NUMBER float
#include "core/math/dense_product.inl"
#undef HOMEOSTAT_NUMBER

double dot(const double* a, const double* b, std::size_t count) {
  Eight sum[4] = {};
  std::size_t k = 0;
  for (; k + 32 <= count; k += 32)
#pragma GCC unroll 4
    for (std::size_t s = 0; s < 4; ++s)
      sum[s] += load_eight(a + k + 8 * s) * load_eight(b + k + 8 * s);
  for (; k + 8 <= count; k += 8) sum[0] += load_eight(a + k) * load_eight(b + k);
  double rest = 0;
  for (; k < count; ++k) rest += a[k] * b[k];
  return sum_of((sum[0] + sum[1]) + (sum[2] + sum[3])) + rest;
}

void add(double factor, const double* x, double* y, std::size_t count) {
  std::size_t k = 0;
  for (; k + 8 <= count; k += 8) store_eight(y + k, load_eight(y + k) + load_eight(x + k) * factor);
  for (; k < count; ++k) y[k] += x[k] * factor;
}

void add_four(const double* f, const double* const* x, double* y, std::size_t count) {
  const double *x0 = x[0], *x1 = x[1], *x2 = x[2], *x3 = x[3];
  std::size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    Eight now = load_eight(y + k);
    now += load_eight(x0 + k) * f[0];
    now += load_eight(x1 + k) * f[1];
    now += load_eight(x2 + k) * f[2];
    now += load_eight(x3 + k) * f[3];
    store_eight(y + k, now);
  }
  for (; k < count; ++k)
    y[k] = (((y[k] + x0[k] * f[0]) + x1[k] * f[1]) + x2[k] * f[2]) + x3[k] * f[3];
}

}  // namespace homeostat::math::kernel::HOMEOSTAT_KERNEL
