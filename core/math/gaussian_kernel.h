// The vector generator behind random.h: 16 lanes of xoshiro128+ feeding a Box-Muller transform.
// One source (gaussian_kernel.inl), compiled for several instruction sets; all give the same bits,
// because the lanes are fixed at 16 and no operation is contracted.
#pragma once

#include <cstddef>
#include <cstdint>

namespace homeostat::math::kernel {

inline constexpr std::size_t lanes = 16;

/// State of the 16 generators; word-major.
struct LaneStates {
  alignas(64) std::uint32_t word[4][lanes];
};

namespace baseline {
void fill_gaussian_pairs(LaneStates& states, float* first, float* second, std::size_t blocks);
}
namespace avx2 {
void fill_gaussian_pairs(LaneStates& states, float* first, float* second, std::size_t blocks);
}
namespace avx512 {
void fill_gaussian_pairs(LaneStates& states, float* first, float* second, std::size_t blocks);
}

}  // namespace homeostat::math::kernel
