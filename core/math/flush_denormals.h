// Denormal numbers cost a silent network two and a half times its normal time.
#pragma once

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace homeostat::math {

/// While it lives, this thread treats denormals as zero. Every engine call holds one, so results do
/// not depend on which thread runs them.
class FlushDenormals {
 public:
#if defined(__SSE2__)
  FlushDenormals() : before_(_mm_getcsr()) {
    _mm_setcsr(before_ | flush_to_zero_and_denormals_zero);
  }
  ~FlushDenormals() { _mm_setcsr(before_); }

 private:
  static constexpr unsigned flush_to_zero_and_denormals_zero = 0x8040;
  unsigned before_;
#else
  FlushDenormals() {}
#endif
 public:
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;
};

}  // namespace homeostat::math
