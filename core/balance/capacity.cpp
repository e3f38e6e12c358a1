#include "core/balance/capacity.h"

#include <boost/math/tools/minima.hpp>
#include <cmath>

#include "core/balance/gaussian.h"
#include "core/balance/root.h"
#include "core/math/check.h"

namespace homeostat::balance {

void validate(const Circuit& circuit) {
  require(circuit.f_exc >= 0 && circuit.f_exc <= 1, "f_exc", circuit.f_exc, "from 0 to 1");
  require(circuit.phi > 0 && std::isfinite(circuit.phi), "phi", circuit.phi, "above 0");
  require(circuit.lambda > 0 && std::isfinite(circuit.lambda), "lambda", circuit.lambda, "above 0");
  require(circuit.p_out > 0 && circuit.p_out < 1, "p_out", circuit.p_out, "between 0 and 1");
}

double Delta_at(double p_out, double K) {
  const auto M = [&](double Delta) {
    return (1 - p_out) * E1(Delta - K) - p_out * E1(-(Delta + K));
  };
  // Delta(1 - p) = -Delta(p); M falls with Delta.
  if (p_out == 0.5) return 0;
  return p_out < 0.5 ? root_beyond(M, 0, 1)
                     : -root_beyond([&](double minus) { return -M(-minus); }, 0, 1);
}

double alpha_unconstrained(double p_out, double K) {
  const double Delta = Delta_at(p_out, K);
  return 1 / (p_out * E2(-(Delta + K)) + (1 - p_out) * E2(Delta - K));
}

double f_exc_star(double phi) { return phi / (1 + phi); }

double balancing_B(const Circuit& circuit, double Z_exc, double Z_inh) {
  const double exc = circuit.f_exc * Z_exc, inh = (1 - circuit.f_exc) * circuit.phi * Z_inh;
  const auto net = [&](double B) { return inh * E1(-B * circuit.phi) - exc * E1(B); };
  if (net(0) == 0) return 0;
  return net(0) < 0 ? root_beyond(net, 0, 0.5)
                    : -root_beyond([&](double minus) { return net(-minus); }, 0, 0.5);
}

double alpha_b(const Circuit& circuit) {
  if (circuit.f_exc <= 0 || circuit.f_exc >= 1) return 0;
  const double B = balancing_B(circuit);
  const double two_C = circuit.f_exc * E2(B) + (1 - circuit.f_exc) * E2(-B * circuit.phi);
  return two_C * alpha_unconstrained(circuit.p_out, 0);
}

double alpha_c(const Circuit& circuit) {
  return circuit.f_exc > f_exc_star(circuit.phi) ? alpha_unconstrained(circuit.p_out, 0) / 2
                                                 : alpha_b(circuit);
}

double largest_overlap(const Circuit& circuit, double theta_tilde, double excitatory_square) {
  const double exc = circuit.f_exc * excitatory_square;
  const double inh = (1 - circuit.f_exc) * (1 - excitatory_square), phi = circuit.phi;
  // The dual, convex in B; the minimum is where its derivative changes sign:
  //   sqrt(2C) = min over B of sqrt(exc E2(B)) + sqrt(inh E2(-B phi)) + B theta~
  const auto slope = [&](double B) {
    double sum = theta_tilde;
    if (exc > 0) sum -= std::sqrt(exc) * E1(B) / std::sqrt(E2(B));
    if (inh > 0) sum += std::sqrt(inh) * phi * E1(-B * phi) / std::sqrt(E2(-B * phi));
    return sum;
  };
  // E1/sqrt(E2) falls from 1 to 0: beyond these slopes no vector has that theta~.
  if (theta_tilde >= std::sqrt(exc) || theta_tilde <= -std::sqrt(inh) * phi) return 0;
  const double at_0 = slope(0);
  const double B = at_0 == 0  ? 0
                   : at_0 < 0 ? root_beyond(slope, 0, 0.5)
                              : -root_beyond([&](double minus) { return slope(-minus); }, 0, 0.5);
  return std::sqrt(exc * E2(B)) + std::sqrt(inh * E2(-B * phi)) + B * theta_tilde;
}

double alpha_coexisting(const Circuit& circuit, double W) {
  const double inverse_square = 1 / (circuit.lambda * circuit.lambda);
  const auto overlap = [&](double excitatory_square) {
    const double one_over_Q = excitatory_square + (1 - excitatory_square) * inverse_square;
    return largest_overlap(circuit, std::sqrt(one_over_Q) / W, excitatory_square);
  };
  constexpr int bits = 40;
  const auto best =
      boost::math::tools::brent_find_minima([&](double e) { return -overlap(e); }, 0.0, 1.0, bits);
  return alpha_unconstrained(circuit.p_out, 0) * best.second * best.second;
}

}  // namespace homeostat::balance
