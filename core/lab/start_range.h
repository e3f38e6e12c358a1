// Initial weights drawn at random, as the paper's ensembles begin.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/ei/populations.h"

namespace homeostat::lab {

/// Ranges from which initial weights are drawn, each uniformly.
struct StartRange {
  ei::Weights low, high;
};

/// Around the balance line, most of it self-sustained [paradox, Methods to Fig. 2D].
inline constexpr StartRange self_sustained_starts{{4, 0.5, 7, 0.5}, {7, 2, 13, 2}};
/// Before there is activity [paradox, Fig. S2E].
inline constexpr StartRange developmental_starts{{1, 0.5, 4, 0.2}, {3, 1.5, 8, 0.8}};
/// Anywhere [paradox, Fig. S3].
inline constexpr StartRange broad_starts{{0, 0, 0, 0}, {12, 12, 12, 12}};

/// "self_sustained", "developmental", "broad".
std::span<const std::string_view> start_range_names();
/// Throws InputError with a suggestion.
const StartRange& start_range(std::string_view name);

/// A start of a kind, addressed by seed and number.
ei::Weights drawn_start(const StartRange& range, std::uint64_t seed, std::uint64_t number);

}  // namespace homeostat::lab
