// Problems in the set-point plane, with the rules written out by hand from the paper's equations
// (not taken from named_rules(), which they are there to check).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/ei/stability.h"

namespace homeostat::test {

using Rates4 = std::array<double, 4>;

/// dW_EE = a E (E_set - E), dW_EI = -a I (E_set - E), dW_IE = a E (I_set - I),
/// dW_II = -a I (I_set - I) [paradox, eq. 6].
inline ei::GainTable homeostatic(const Rates4& a) {
  ei::GainTable rule;
  rule.gain << a[0], 0, -a[1], 0, 0, a[2], 0, -a[3];
  return rule;
}

/// dW_EE = a E (I_set - I), dW_EI = -a I (I_set - I), dW_IE = -a E (E_set - E),
/// dW_II = a I (E_set - E) [paradox, eq. 7].
inline ei::GainTable cross_homeostatic(const Rates4& a) {
  ei::GainTable rule;
  rule.gain << 0, a[0], 0, -a[1], -a[2], 0, a[3], 0;
  return rule;
}

/// alpha times the cross terms plus beta times the homeostatic ones [paradox, SI eq. 9].
inline ei::GainTable two_term(double alpha, double beta) {
  ei::GainTable rule;
  rule.gain = cross_homeostatic({alpha, alpha, alpha, alpha}).gain +
              homeostatic({beta, beta, beta, beta}).gain;
  return rule;
}

/// The homeostatic signs, with each weight itself in place of the presynaptic rate.
inline ei::GainTable synaptic_scaling(const Rates4& a) {
  ei::GainTable rule = homeostatic(a);
  rule.factor = ei::SynapticFactor::weight;
  return rule;
}

/// By the name the reference tables use; for `twoterm` the rates are (alpha, beta), for forced
/// balance (alpha_1, alpha_3), for descent (`gd`) one alpha.
inline ei::Rule reference_rule(std::string_view name, const Rates4& rates) {
  if (name == "forced") return ei::ForcedBalance{rates[0], rates[1], -1};
  if (name == "forced_printed") return ei::ForcedBalance{rates[0], rates[1], +1};
  if (name == "gd") return ei::GradientDescent{{rates[0], rates[0], rates[0], rates[0]}, false};
  if (name == "cross") return cross_homeostatic(rates);
  if (name == "twoterm") return two_term(rates[0], rates[1]);
  if (name == "scaling") return synaptic_scaling(rates);
  return homeostatic(rates);
}

/// Table 1 of the paper, with setpoints 5 and 14 Hz.
inline ei::PlaneProblem table_1(const ei::Rule& rule) {
  return {ei::RateParameters{}, {5, 14}, rule, 2};
}

}  // namespace homeostat::test
