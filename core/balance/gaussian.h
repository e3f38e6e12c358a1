// The integrals over a Gaussian that replica theory is made of, in closed form.
//   H(x) = int_x^inf Dt,  E1(a) = int_a^inf Dt (t - a),  E2(a) = int_a^inf Dt (t - a)^2
// The paper's functions are gamma_+-(x) = E2(+-x)/2 and gamma'_+-(x) = -+E1(+-x)  [balance,
// S.36-S.37].
#pragma once

namespace homeostat::balance {

/// exp(-x^2/2)/sqrt(2 pi)
double gaussian_density(double x);
/// H: the share of a Gaussian above x.
double gaussian_tail(double x);
double E1(double a);
double E2(double a);
/// gaussian_density / gaussian_tail, at any x: -H'/H, the paper's -J2 [balance, S.61].
double gaussian_hazard(double x);

}  // namespace homeostat::balance
