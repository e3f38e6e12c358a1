// Standard Gaussians by rows, one row for every step of a network.
#pragma once

#include <cstddef>

#include "core/math/aligned_floats.h"
#include "core/math/random.h"

namespace homeostat::math {

class GaussianRows {
 public:
  /// Rows of `length` values, a multiple of GaussianSource::lanes.
  GaussianRows(const GaussianSource& source, std::size_t length)
      : source_(source), length_(length), pair_(2 * length) {}

  /// The next row; valid until the next call.
  const float* next() {
    if (length_ == 0) return nullptr;
    second_is_next_ = !second_is_next_;
    if (!second_is_next_) return pair_.data() + length_;
    source_.fill(pair_.data(), pair_.data() + length_, length_);
    return pair_.data();
  }

 private:
  GaussianSource source_;
  std::size_t length_;
  AlignedFloats pair_;  ///< two rows, drawn together
  bool second_is_next_ = false;
};

}  // namespace homeostat::math
