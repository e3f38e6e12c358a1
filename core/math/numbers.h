// The two numbers that are none.
#pragma once

#include <limits>

namespace homeostat {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace homeostat
