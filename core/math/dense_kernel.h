// The vector kernels behind dense.h: what a matrix product, a triangular solve and a matrix times a
// vector come down to. One source (dense_kernel.inl), compiled for several instruction sets. The
// order of every sum is fixed, so avx2 and avx512 give the same bits; the baseline, which has no
// fused multiplication, agrees to rounding.
#pragma once

#include <cstddef>

namespace homeostat::math::kernel {

/// How a kernel cuts a product C = L R': in blocks of left_groups * group by group numbers, each
/// held in registers while the sums run.
struct DenseBlocking {
  std::size_t group, left_groups;
};

// A factor is "packed": its rows in groups of `group`, within a group depth by depth, the last
// group filled up with zeros. The groups of a factor follow each other at `group * stride` numbers.
#define HOMEOSTAT_KERNELS_FOR(Number)                                                            \
  extern const DenseBlocking blocking;                                                           \
  /** Packs one group: row r at x + r * row_stride, its numbers `step` apart, column k times     \
      weight[k] (null: 1). */                                                                    \
  void pack(const Number* x, std::size_t row_stride, std::size_t step, std::size_t rows,         \
            std::size_t depth, const double* weight, Number* packed);                            \
  /** C += sign L R' for one block, its sums `depth` long; C is column-major, `rows` x `columns` \
      of it are touched. */                                                                      \
  void multiply(std::size_t depth, const Number* left, std::size_t left_stride,                  \
                const Number* right, double sign, double* c, std::size_t c_stride,               \
                std::size_t rows, std::size_t columns);                                          \
  /** Sums in double precision, whatever `x` is in. */                                           \
  double dot(const Number* x, const double* y, std::size_t count);                               \
  /** y += factor x */                                                                           \
  void add(double factor, const Number* x, double* y, std::size_t count);                        \
  /** y += f[0] x[0] + f[1] x[1] + f[2] x[2] + f[3] x[3] */                                      \
  void add_four(const double* f, const Number* const* x, double* y, std::size_t count);

#define HOMEOSTAT_DENSE_KERNEL  \
  namespace in_double {         \
  HOMEOSTAT_KERNELS_FOR(double) \
  }                             \
  namespace in_single {         \
  HOMEOSTAT_KERNELS_FOR(float)  \
  }

namespace baseline {
HOMEOSTAT_DENSE_KERNEL
}
namespace avx2 {
HOMEOSTAT_DENSE_KERNEL
}
namespace avx512 {
HOMEOSTAT_DENSE_KERNEL
}
#undef HOMEOSTAT_DENSE_KERNEL
#undef HOMEOSTAT_KERNELS_FOR

}  // namespace homeostat::math::kernel
