// Standard Gaussians by rows, one row for every step of a network; a second thread can draw ahead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/math/random.h"

namespace homeostat::math {

class GaussianRows {
 public:
  /// `rows` rows of `length` values, a multiple of GaussianSource::lanes. The numbers are the same
  /// whether or not another thread draws them ahead.
  GaussianRows(GaussianSource source, std::size_t length, std::size_t rows, bool draws_ahead);
  ~GaussianRows();
  GaussianRows(const GaussianRows&) = delete;
  GaussianRows& operator=(const GaussianRows&) = delete;

  /// The next row; valid until the next call.
  const float* next();

 private:
  class Ahead;

  GaussianSource source_;
  std::size_t length_;
  std::vector<float> pair_;  ///< two rows, drawn together
  bool second_is_left_ = false;
  std::unique_ptr<Ahead> ahead_;
};

}  // namespace homeostat::math
