#include "core/math/random.h"

#include <Random123/philox.h>

#include <algorithm>

namespace homeostat::math {

namespace {

std::array<std::uint32_t, 4> philox(std::uint64_t seed, std::uint64_t trial, Block block,
                                    std::uint32_t counter) {
  // Trials stay below 2^32; the upper half of the trial shares a word with the block.
  const r123::Philox4x32::ctr_type where = {
      {static_cast<std::uint32_t>(trial),
       static_cast<std::uint32_t>(trial >> 32) << 8 | static_cast<std::uint32_t>(block), counter,
       0}};
  const r123::Philox4x32::key_type key = {
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  const auto words = r123::Philox4x32{}(where, key);
  return {words[0], words[1], words[2], words[3]};
}

}  // namespace

std::string_view vector_path_name(VectorPath path) {
  switch (path) {
    case VectorPath::avx512:
      return "avx512";
    case VectorPath::avx2:
      return "avx2";
    case VectorPath::baseline:
      break;
  }
  return "baseline";
}

bool is_available(VectorPath path) {
#if defined(__x86_64__)
  switch (path) {
    case VectorPath::avx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
    case VectorPath::avx2:
      return __builtin_cpu_supports("avx2");
    case VectorPath::baseline:
      break;
  }
#endif
  return path == VectorPath::baseline;
}

VectorPath best_vector_path() {
  static const VectorPath best = is_available(VectorPath::avx512) ? VectorPath::avx512
                                 : is_available(VectorPath::avx2) ? VectorPath::avx2
                                                                  : VectorPath::baseline;
  return best;
}

GaussianSource::GaussianSource(std::uint64_t seed, std::uint64_t trial, Block block,
                               std::uint32_t part, VectorPath path) {
  for (std::uint32_t lane = 0; lane < kernel::lanes; ++lane) {
    const auto words = philox(seed, trial, block, lane + part * std::uint32_t{kernel::lanes});
    for (std::size_t w = 0; w < 4; ++w) states_.word[w][lane] = words[w];
    // xoshiro never leaves the all-zero state.
    if ((words[0] | words[1] | words[2] | words[3]) == 0) states_.word[0][lane] = 1;
  }
  switch (path) {
    case VectorPath::avx512:
      fill_ = kernel::avx512::fill_gaussian_pairs;
      break;
    case VectorPath::avx2:
      fill_ = kernel::avx2::fill_gaussian_pairs;
      break;
    case VectorPath::baseline:
      fill_ = kernel::baseline::fill_gaussian_pairs;
      break;
  }
}

GaussianStream::Pairs GaussianStream::take(std::size_t at_most) {
  if (used_ == buffered) {
    source_.fill(first_.data(), second_.data(), buffered);
    used_ = 0;
  }
  const std::size_t count = std::min(at_most, buffered - used_);
  const Pairs pairs{first_.data() + used_, second_.data() + used_, count};
  used_ += count;
  return pairs;
}

UniformStream::UniformStream(std::uint64_t seed, std::uint64_t trial, Block block)
    : seed_(seed), trial_(trial), block_(block) {}

double UniformStream::next() {
  if (counter_ % 4 == 0) words_ = philox(seed_, trial_, block_, counter_ / 4);
  return words_[counter_++ % 4] * 0x1p-32;
}

}  // namespace homeostat::math
