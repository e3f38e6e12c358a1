// Learning rules of the four weight classes, written as data.
//
//   dW_XY = (gain_XY^E * (E_set - E) + gain_XY^I * (I_set - I)) * m_XY
//
// with the synaptic factor m = presynaptic rate, the weight itself, or 1. Every rule of the paradox
// paper that is linear in the two errors is one 4 x 2 table of gains; a new one is one more row in
// `named_rules` (plasticity.cpp). Gains carry their sign: the minus of dW_EI and dW_II stands in
// the table. Source: [paradox, eqs. 6-8; SI sections 1.1-1.5, eq. 9 (two-term)].
#pragma once

#include <Eigen/Core>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "core/ei/populations.h"

namespace homeostat::ei {

enum class SynapticFactor { presynaptic_rate, weight, one };

/// Rows: EE, EI, IE, II. Columns: error of E, error of I. Unit: weight change per trial (or per ms
/// in online mode), per Hz of error, per unit of the synaptic factor.
struct GainTable {
  Eigen::Matrix<double, 4, 2> gain = Eigen::Matrix<double, 4, 2>::Zero();
  SynapticFactor factor = SynapticFactor::presynaptic_rate;
};

/// Learning rates: one for each class, and `beta` for the homeostatic half of the two-term rule.
struct LearningRates {
  std::array<double, 4> alpha{};
  double beta = 0;
};

/// A rule that has a name: signs that alpha multiplies, signs that beta multiplies.
struct NamedRule {
  std::string name;      ///< as written in files and on the command line
  std::string title;     ///< as shown to people
  std::string sentence;  ///< what it does, in one line
  Eigen::Matrix<double, 4, 2> alpha_sign;
  Eigen::Matrix<double, 4, 2> beta_sign;
  SynapticFactor factor;
  double default_alpha;  ///< per trial
};

/// homeostatic, cross_homeostatic, two_term, synaptic_scaling, homeo_HHHH ... homeo_AAAA, custom.
/// The table of `custom` is empty: its signs come from the experiment.
std::span<const NamedRule> named_rules();

/// Throws InputError with a suggestion when there is no such rule.
const NamedRule& named_rule(std::string_view name);

/// True when beta plays a part in the rule.
bool uses_beta(const NamedRule& rule);

/// The signs of a rule times its learning rates.
GainTable gain_table(const NamedRule& rule, const LearningRates& rates);

/// m_XY for the four classes, at the rates (Hz) and weights given.
std::array<double, 4> synaptic_factors(SynapticFactor factor, Rates rates, const Weights& weights);

/// The rates as the rule senses them: not below `floor`, in Hz (0: no floor). NaN stays NaN.
Rates sensed_rates(Rates averages, double floor);

/// Change of the four weights after one trial, before the lower bound. `sensed` in Hz, floor
/// applied.
Weights weight_change(const GainTable& rule, Rates sensed, Setpoints set, const Weights& now);

/// now + scale * change, no weight below W_min; a NaN stays, so that a divergence is seen.
Weights updated(const Weights& now, const Weights& change, double scale, double W_min);

}  // namespace homeostat::ei
