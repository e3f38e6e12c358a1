// Random numbers addressed by (seed, trial, block): the same numbers whichever thread asks, however
// often the run was paused. Philox (Random123) keys 16 faster generators; the Gaussian is our own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/math/gaussian_kernel.h"

namespace homeostat::math {

/// What the numbers of a trial are for; streams of different blocks are independent.
enum class Block : std::uint32_t {
  noise = 0,
  kicks = 1,
  starts = 2,
  wiring = 3,
  delays = 4,
  weights = 5,
  patterns = 6,
  input_noise = 7
};

/// Instruction sets the generator was compiled for. All give the same bits.
enum class VectorPath { baseline, avx2, avx512 };

std::string_view vector_path_name(VectorPath path);
bool is_available(VectorPath path);
/// The widest this processor has.
VectorPath best_vector_path();

/// Independent standard Gaussians in whole blocks, single precision, cut off at 6.66.
class GaussianSource {
 public:
  static constexpr std::size_t lanes = kernel::lanes;

  /// `part` numbers independent sources of the same block.
  GaussianSource(std::uint64_t seed, std::uint64_t trial, Block block, std::uint32_t part = 0,
                 VectorPath path = best_vector_path());

  /// Fills two arrays of `count` values each, a multiple of `lanes`.
  void fill(float* first, float* second, std::size_t count) {
    fill_(states_, first, second, count / lanes);
  }

 private:
  kernel::LaneStates states_;
  decltype(&kernel::baseline::fill_gaussian_pairs) fill_;
};

/// Pairs of independent standard Gaussians, as many as are asked for.
class GaussianStream {
 public:
  GaussianStream(std::uint64_t seed, std::uint64_t trial, Block block,
                 VectorPath path = best_vector_path())
      : source_(seed, trial, block, 0, path) {}

  struct Pairs {
    const float* first;
    const float* second;
    std::size_t count;
  };
  /// The next pairs, at least one and at most `at_most`; valid until the next call.
  Pairs take(std::size_t at_most);

 private:
  static constexpr std::size_t buffered = 512;

  GaussianSource source_;
  std::size_t used_ = buffered;
  alignas(64) std::array<float, buffered> first_;
  alignas(64) std::array<float, buffered> second_;
};

/// Uniform numbers in [0, 1), one Philox word each.
class UniformStream {
 public:
  UniformStream(std::uint64_t seed, std::uint64_t trial, Block block);
  double next();

 private:
  std::uint64_t seed_, trial_;
  Block block_;
  std::uint32_t counter_ = 0;
  std::array<std::uint32_t, 4> words_{};
};

}  // namespace homeostat::math
