// Eigenvalues read as what they mean in time.
#pragma once

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <vector>

namespace homeostat::math {

using Modes = std::vector<std::complex<double>>;

/// Eigenvalues of a flow (dx/dt = A x) or of a map from step to step (x' = A x).
enum class Time { continuous, in_steps };

/// The mode grows as exp(growth * t); below 0 it dies out, and falls to 1/e in -1 / growth.
inline double growth(std::complex<double> mode, Time time) {
  return time == Time::continuous ? mode.real() : std::log(std::abs(mode));
}

/// Time of one turn; infinite when it does not turn, two steps when it changes sign at each.
inline double period(std::complex<double> mode, Time time) {
  const double angle = std::abs(time == Time::continuous ? mode.imag() : std::arg(mode));
  return angle > 0 ? 2 * std::numbers::pi / angle : std::numeric_limits<double>::infinity();
}

/// The mode that dies out last, or grows fastest; the first of a pair. Modes must not be empty.
inline std::size_t deciding(const Modes& modes, Time time) {
  const auto slower = [time](std::complex<double> a, std::complex<double> b) {
    return growth(a, time) < growth(b, time);
  };
  return static_cast<std::size_t>(std::max_element(modes.begin(), modes.end(), slower) -
                                  modes.begin());
}

}  // namespace homeostat::math
