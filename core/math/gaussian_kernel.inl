// Included by one .cpp file per instruction set, which defines HOMEOSTAT_KERNEL as its namespace.
// No standard-library or Eigen templates here: the linker might pick a copy of one that was
// compiled for a processor the user does not have.
#include "core/math/gaussian_kernel.h"

namespace homeostat::math::kernel::HOMEOSTAT_KERNEL {
namespace {

typedef std::uint32_t Words __attribute__((vector_size(HOMEOSTAT_VECTOR_BYTES)));
typedef std::int32_t Integers __attribute__((vector_size(HOMEOSTAT_VECTOR_BYTES)));
typedef float Floats __attribute__((vector_size(HOMEOSTAT_VECTOR_BYTES)));

constexpr std::size_t width = HOMEOSTAT_VECTOR_BYTES / sizeof(float);

#define HOMEOSTAT_INLINE inline __attribute__((always_inline))

HOMEOSTAT_INLINE Words rotate_left(Words x, int k) { return (x << k) | (x >> (32 - k)); }

/// xoshiro128+ (Blackman and Vigna), one generator in each lane. Its lowest bits are weak; what we
/// make of it is single precision, which looks at the upper ones.
HOMEOSTAT_INLINE Words next(Words (&s)[4]) {
  const Words result = s[0] + s[3];
  const Words t = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left(s[3], 11);
  return result;
}

/// -2 log(x / 2^31) for 0 < x <= 2^31: exponent and mantissa apart, the mantissa m in
/// [1/sqrt2, sqrt2) by the series of 2 artanh((m - 1)/(m + 1)); its first neglected term is below
/// 3e-8.
HOMEOSTAT_INLINE Floats minus_two_log(Floats x) {
  const Integers sqrt_half = Integers{} + 0x3f3504f3;
  const Integers shifted = (Integers)x - (sqrt_half + (31 << 23));
  const Integers exponent = shifted >> 23;
  const Floats m = (Floats)((shifted & 0x007fffff) + sqrt_half);
  const Floats s = (m - 1.0f) / (m + 1.0f);
  const Floats z = s * s;
  const Floats series = 1.0f + z * (1.0f / 3 + z * (1.0f / 5 + z * (1.0f / 7)));
  return __builtin_convertvector(exponent, Floats) * -1.386294361f + (s * -4.0f) * series;
}

/// Cosine and sine of a turn given as a 32-bit fraction: the nearest quarter, and polynomials of
/// the rest, at most an eighth of a turn. Coefficients by least squares on Chebyshev points; errors
/// below 1e-8 and 1.2e-7.
HOMEOSTAT_INLINE void cosine_and_sine(Words turn, Floats& cosine, Floats& sine) {
  // The two upper bits of `quarters` count quarters; what lies below them in `turn`, read as a
  // signed number, is the rest.
  const Words quarters = turn + 0x20000000u;
  const Floats a =
      __builtin_convertvector((Integers)(turn << 2), Floats) * 3.65729518e-10f;  // 2 pi / 2^34
  const Floats z = a * a;
  const Floats s =
      a * (1.0f + z * (-1.666666466e-01f + z * (8.332748624e-03f + z * -1.958794856e-04f)));
  const Floats c = 1.0f + z * (-4.999998203e-01f + z * (4.166141458e-02f + z * -1.366123186e-03f));
  const Words swap = (Words)((Integers)(quarters << 1) >> 31);  // all ones in the odd quarters
  const Words sign = Words{} + 0x80000000u;
  const Words cosine_sign = (quarters + 0x40000000u) & sign;
  const Words sine_sign = quarters & sign;
  const Words cw = (Words)c, sw = (Words)s;
  cosine = (Floats)(((cw & ~swap) | (sw & swap)) ^ cosine_sign);
  sine = (Floats)(((sw & ~swap) | (cw & swap)) ^ sine_sign);
}

HOMEOSTAT_INLINE Floats square_root(Floats x) {
  Floats root;
  for (std::size_t lane = 0; lane < width; ++lane) root[lane] = __builtin_sqrtf(x[lane]);
  return root;
}

}  // namespace

void fill_gaussian_pairs(LaneStates& states, float* first, float* second, std::size_t blocks) {
  for (std::size_t lane = 0; lane < lanes; lane += width) {
    Words s[4];
    for (int w = 0; w < 4; ++w) __builtin_memcpy(&s[w], states.word[w] + lane, sizeof s[w]);
    for (std::size_t at = lane; at < blocks * lanes; at += lanes) {
      // Half a unit is added, so x is never 0 and the largest value is 6.66 standard deviations.
      const Floats x = __builtin_convertvector((Integers)(next(s) >> 1), Floats) + 0.5f;
      const Floats radius = square_root(minus_two_log(x));
      Floats cosine, sine;
      cosine_and_sine(next(s), cosine, sine);
      const Floats a = radius * cosine, b = radius * sine;
      __builtin_memcpy(first + at, &a, sizeof a);
      __builtin_memcpy(second + at, &b, sizeof b);
    }
    for (int w = 0; w < 4; ++w) __builtin_memcpy(states.word[w] + lane, &s[w], sizeof s[w]);
  }
}

}  // namespace homeostat::math::kernel::HOMEOSTAT_KERNEL
