// Standard Gaussians by rows, one row for every step of a network.
#pragma once

#include <cstddef>

#include "core/math/aligned.h"
#include "core/math/random.h"

namespace homeostat::math {

class GaussianRows {
 public:
  /// Rows of `length` values, a multiple of GaussianSource::lanes.
  GaussianRows(const GaussianSource& source, std::size_t length)
      : source_(source), length_(length), rows_(capacity * length) {}

  /// The next row; valid until the next call of either.
  const float* next() {
    prepare(1);
    const float* row = rows_.data() + next_ * length_;
    next_ = (next_ + 1) % capacity;
    --ready_;
    return row;
  }
  /// Draws so many rows, at most 3, ahead of their use.
  void prepare(std::size_t count) {
    for (; ready_ < count; ready_ += 2) {
      // Rows are drawn in pairs, so a pair never wraps around.
      float* first = rows_.data() + (next_ + ready_) % capacity * length_;
      if (length_ > 0) source_.fill(first, first + length_, length_);
    }
  }

 private:
  static constexpr std::size_t capacity = 4;
  GaussianSource source_;
  std::size_t length_;
  AlignedFloats rows_;  ///< a ring
  std::size_t next_ = 0, ready_ = 0;
};

}  // namespace homeostat::math
