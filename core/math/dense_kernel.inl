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

HOMEOSTAT_INLINE Eight load_eight(const float* from) {
  typedef float EightFloats __attribute__((vector_size(32)));
  EightFloats v;
  __builtin_memcpy(&v, from, sizeof v);
  return __builtin_convertvector(v, Eight);
}

HOMEOSTAT_INLINE void store_eight(double* to, Eight v) { __builtin_memcpy(to, &v, sizeof v); }

HOMEOSTAT_INLINE double sum_of(Eight v) {
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

}  // namespace

#define HOMEOSTAT_NUMBER double
#define HOMEOSTAT_IN_DOUBLE
#include "core/math/dense_numbers.inl"
#undef HOMEOSTAT_NUMBER
#undef HOMEOSTAT_IN_DOUBLE
#define HOMEOSTAT_NUMBER float
#include "core/math/dense_numbers.inl"
#undef HOMEOSTAT_NUMBER

}  // namespace homeostat::math::kernel::HOMEOSTAT_KERNEL
