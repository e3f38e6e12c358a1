#include "core/balance/gaussian.h"

#include <cmath>
#include <numbers>

namespace homeostat::balance {

double gaussian_density(double x) {
  return std::exp(-x * x / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

double gaussian_tail(double x) { return std::erfc(x / std::numbers::sqrt2) / 2; }

double gaussian_hazard(double x) {
  constexpr double far = 8;
  if (x < far) return gaussian_density(x) / gaussian_tail(x);
  // Continued fraction x + 1/(x + 2/(x + 3/(x + ...))); from x = 8 on 40 terms are exact.
  double rest = x;
  for (int k = 40; k > 0; --k) rest = x + k / rest;
  return rest;
}

// Above 0 both are differences of nearly equal numbers; the tail's size in front of what the hazard
// leaves keeps their digits.
double E1(double a) {
  if (a < 0) return gaussian_density(a) - a * gaussian_tail(a);
  return gaussian_tail(a) * (gaussian_hazard(a) - a);
}

double E2(double a) {
  if (a < 0) return (1 + a * a) * gaussian_tail(a) - a * gaussian_density(a);
  return gaussian_tail(a) * (1 - a * (gaussian_hazard(a) - a));
}

}  // namespace homeostat::balance
