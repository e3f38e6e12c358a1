// The little linear algebra that is faster in closed form than through Eigen's solvers.
#pragma once

#include <array>
#include <cmath>
#include <complex>
#include <limits>
#include <utility>

namespace homeostat::math {

/// Both eigenvalues of a real 2 x 2 matrix, ascending by (real part, imaginary part).
struct EigenPair {
  std::array<double, 2> re{};
  std::array<double, 2> im{};

  bool is_stable() const { return re[0] < 0 && re[1] < 0; }
  std::complex<double> operator[](int i) const { return {re[i], im[i]}; }
};

/// From trace and determinant; the smaller eigenvalue comes from the determinant, so that it keeps
/// its digits beside a much larger one.
inline EigenPair eigenvalues(double trace, double determinant) {
  const double half = 0.5 * trace;
  const double discriminant = half * half - determinant;
  if (discriminant < 0) {
    const double root = std::sqrt(-discriminant);
    return {{half, half}, {-root, root}};
  }
  const double larger = half + std::copysign(std::sqrt(discriminant), half);
  const double smaller = larger != 0 ? determinant / larger : 0.0;
  return {{larger < smaller ? larger : smaller, larger < smaller ? smaller : larger}, {0, 0}};
}

}  // namespace homeostat::math
