// Arrays of single-precision numbers in whole cache lines: vector instructions read no line twice.
// Behind each a page is left free: a processor loads ahead of what it reads, and would otherwise
// take from another one the beginning of what that one writes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace homeostat::math {

class AlignedFloats {
 public:
  static constexpr std::size_t block = 16;
  static constexpr std::size_t page = 4096;  ///< bytes

  /// All 0. `count` is a multiple of `block`.
  explicit AlignedFloats(std::size_t count = 0) {
    blocks_.reserve(count / block + page / sizeof(Block));
    blocks_.resize(count / block);
  }

  float* data() { return blocks_.empty() ? nullptr : blocks_.front().value; }
  const float* data() const { return blocks_.empty() ? nullptr : blocks_.front().value; }
  float& operator[](std::size_t k) { return blocks_[k / block].value[k % block]; }
  float operator[](std::size_t k) const { return blocks_[k / block].value[k % block]; }
  void fill(float value) {
    for (Block& b : blocks_) std::fill_n(b.value, block, value);
  }

 private:
  struct alignas(64) Block {
    float value[block] = {};
  };
  std::vector<Block> blocks_;
};

}  // namespace homeostat::math
