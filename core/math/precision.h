// What numbers are rounded to while they are worked with.
#pragma once

namespace homeostat::math {

/// Single takes half the time and less, and keeps seven digits.
enum class Precision { full, single };

}  // namespace homeostat::math
