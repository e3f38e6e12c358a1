// What a processor can do where nothing has to come from beyond the first cache: products of packed
// matrices in double precision, on one instruction set.
#pragma once

#include <algorithm>
#include <chrono>
#include <limits>
#include <vector>

#include "core/math/dense_kernel.h"
#include "core/math/random.h"

namespace homeostat::bench {

/// GFLOP/s, best of some rounds. In single precision it is twice as much.
inline double in_cache_peak(math::VectorPath path) {
  namespace kernel = math::kernel;
  const auto pick = [&](auto baseline, auto avx2, auto avx512) {
    return path == math::VectorPath::avx512 ? avx512
           : path == math::VectorPath::avx2 ? avx2
                                            : baseline;
  };
  const auto multiply =
      pick(kernel::baseline::in_double::multiply, kernel::avx2::in_double::multiply,
           kernel::avx512::in_double::multiply);
  const kernel::DenseBlocking blocking =
      pick(kernel::baseline::in_double::blocking, kernel::avx2::in_double::blocking,
           kernel::avx512::in_double::blocking);
  constexpr std::size_t depth = 64;
  constexpr int calls = 20'000, rounds = 5;
  const std::size_t rows = blocking.group * blocking.left_groups, columns = blocking.group;
  const std::vector<double> left(rows * depth, 1), right(columns * depth, 1);
  std::vector<double> c(rows * columns, 0);
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int call = 0; call < calls; ++call)
      multiply(depth, left.data(), columns * depth, right.data(), 1, c.data(), rows, rows, columns);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    best = std::min(best, spent.count());
  }
  return 2e-9 * static_cast<double>(rows * columns * depth) * calls / best;
}

}  // namespace homeostat::bench
