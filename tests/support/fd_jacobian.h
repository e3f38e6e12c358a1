// The Jacobian of any function of a vector by central differences.
#pragma once

#include <Eigen/Core>

namespace homeostat::test {

/// Column k is (f(x + h e_k) - f(x - h e_k)) / 2h; its error is of order h^2.
template <class Function>
Eigen::MatrixXd fd_jacobian(Function&& f, const Eigen::VectorXd& x, double h) {
  Eigen::MatrixXd jacobian(f(x).size(), x.size());
  for (Eigen::Index k = 0; k < x.size(); ++k) {
    Eigen::VectorXd above = x, below = x;
    above[k] += h;
    below[k] -= h;
    jacobian.col(k) = (f(above) - f(below)) / (2 * h);
  }
  return jacobian;
}

/// The same by Richardson's extrapolation from h and h/2: its error is of order h^4.
template <class Function>
Eigen::MatrixXd fd_jacobian_4(Function&& f, const Eigen::VectorXd& x, double h) {
  return (4 * fd_jacobian(f, x, h / 2) - fd_jacobian(f, x, h)) / 3;
}

}  // namespace homeostat::test
