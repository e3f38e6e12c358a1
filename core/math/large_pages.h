// Matrices of many megabytes are entered page by page when first written, and looked up page by
// page ever after; where the system has larger pages it is asked for them.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace homeostat::math {

/// What lies in the matrix afterwards is undefined, unless it had this size before.
template <class Matrix>
void resize_large(Matrix& matrix, Eigen::Index rows, Eigen::Index columns = 1) {
  if (matrix.rows() == rows && matrix.cols() == columns) return;
  matrix.resize(rows, columns);
#if defined(__linux__)
  constexpr std::uintptr_t page = 1U << 21;
  const auto begin = reinterpret_cast<std::uintptr_t>(matrix.data());
  const auto first = (begin + page - 1) / page * page;
  const auto end =
      (begin + static_cast<std::size_t>(matrix.size()) * sizeof(*matrix.data())) / page * page;
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  if (first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
#endif
}

}  // namespace homeostat::math
