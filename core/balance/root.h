// Roots of functions that fall or rise throughout, to the last digits.
#pragma once

#include <boost/math/tools/roots.hpp>
#include <cstdint>
#include <utility>

namespace homeostat::balance {

/// Root of f in [low, high], where it changes sign once.
template <class F>
double root_between(const F& f, double low, double high) {
  const double at_low = f(low), at_high = f(high);
  if (at_low == 0) return low;
  if (at_high == 0 || (at_low > 0) == (at_high > 0)) return high;
  std::uintmax_t iterations = 200;
  const auto [a, b] = boost::math::tools::toms748_solve(
      f, low, high, at_low, at_high, boost::math::tools::eps_tolerance<double>(52), iterations);
  return (a + b) / 2;
}

/// Root of f above `start`, by steps that double from `step` on; f(start) is not 0.
template <class F>
double root_beyond(const F& f, double start, double step) {
  const bool is_positive = f(start) > 0;
  double low = start, high = start + step;
  for (int k = 0; k < 60 && (f(high) > 0) == is_positive; ++k) {
    low = high;
    step *= 2;
    high += step;
  }
  return root_between(f, low, high);
}

}  // namespace homeostat::balance
