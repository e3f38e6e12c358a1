// What the tables of all models are written with, and the rows that they share.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

#include "core/lab/parameters.h"

namespace homeostat::lab::rows {

inline constexpr double inf = std::numeric_limits<double>::infinity();
inline constexpr Allowed any{-inf, inf, false};
inline constexpr Allowed positive{0, inf, false};
inline constexpr Allowed not_negative{0, inf, true};
inline constexpr Allowed at_least_one{1, inf, true};

inline constexpr auto linear = Scale::linear;
inline constexpr auto logarithmic = Scale::logarithmic;
inline constexpr auto live = TakesEffect::live;
inline constexpr auto at_start = TakesEffect::at_start;
inline constexpr std::span<const std::string_view> number{};

/// The rules that are linear in the errors, by which networks learn.
std::span<const std::string_view> network_rule_names();

/// Rule, gains of a custom one, synaptic factor. `default_rule` is a name.
std::vector<ParameterSpec> rule_rows(std::span<const std::string_view> rule_names,
                                     std::string_view default_rule);

}  // namespace homeostat::lab::rows
