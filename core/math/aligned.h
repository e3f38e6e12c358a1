// Arrays of numbers in whole cache lines: vector instructions read no line twice. Behind each a page
// is left free: a processor loads ahead of what it reads, and would otherwise take from another one
// the beginning of what that one writes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace homeostat::math {

template <class Number>
class Aligned {
 public:
  static constexpr std::size_t line = 64, page = 4096;  ///< bytes
  static constexpr std::size_t block = line / sizeof(Number);

  /// All 0. `count` is a multiple of `block`.
  explicit Aligned(std::size_t count = 0) {
    blocks_.reserve(count / block + page / sizeof(Block));
    blocks_.resize(count / block);
  }

  std::size_t size() const { return blocks_.size() * block; }
  Number* data() { return blocks_.empty() ? nullptr : blocks_.front().value; }
  const Number* data() const { return blocks_.empty() ? nullptr : blocks_.front().value; }
  Number& operator[](std::size_t k) { return blocks_[k / block].value[k % block]; }
  Number operator[](std::size_t k) const { return blocks_[k / block].value[k % block]; }
  void fill(Number value) {
    for (Block& b : blocks_) std::fill_n(b.value, block, value);
  }

 private:
  struct alignas(line) Block {
    Number value[block] = {};
  };
  std::vector<Block> blocks_;
};

using AlignedDoubles = Aligned<double>;
using AlignedFloats = Aligned<float>;

}  // namespace homeostat::math
