// Arrays of double-precision numbers in whole cache lines.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace homeostat::math {

class AlignedDoubles {
 public:
  static constexpr std::size_t block = 8;

  /// All 0. `count` is a multiple of `block`.
  explicit AlignedDoubles(std::size_t count = 0) : blocks_(count / block) {}

  std::size_t size() const { return blocks_.size() * block; }
  double* data() { return blocks_.empty() ? nullptr : blocks_.front().value; }
  const double* data() const { return blocks_.empty() ? nullptr : blocks_.front().value; }
  double& operator[](std::size_t k) { return blocks_[k / block].value[k % block]; }
  double operator[](std::size_t k) const { return blocks_[k / block].value[k % block]; }
  void fill(double value) {
    for (Block& b : blocks_) std::fill_n(b.value, block, value);
  }

 private:
  struct alignas(64) Block {
    double value[block] = {};
  };
  std::vector<Block> blocks_;
};

}  // namespace homeostat::math
