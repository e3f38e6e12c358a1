#include "tests/support/near.h"

#include <cmath>
#include <cstdio>

namespace homeostat::test {

std::string distance_complaint(double ours, double reference, double tolerance,
                               const std::string& what) {
  const double distance = std::abs(ours - reference);
  if (distance <= tolerance) return {};
  char numbers[160];
  std::snprintf(numbers, sizeof numbers, ": ours %.17g, reference %.17g, apart %.3g, allowed %.3g",
                ours, reference, distance, tolerance);
  return what + numbers;
}

std::string difference_complaint(double ours, double reference, const std::string& what) {
  if (ours == reference || (std::isnan(ours) && std::isnan(reference))) return {};
  return distance_complaint(ours, reference, -1, what);
}

}  // namespace homeostat::test
