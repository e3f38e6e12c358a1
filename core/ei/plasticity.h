// Learning rules of the four weight classes, written as data.
//
// Most are linear in the two errors and are one 4 x 2 table of gains:
//   dW_XY = (gain_XY^E * (E_set - E) + gain_XY^I * (I_set - I)) * m_XY
// with the synaptic factor m = presynaptic rate, the weight itself, or 1. A new rule of this kind
// is one more row in `named_rules` (plasticity.cpp). Gains carry their sign: the minus of dW_EI and
// dW_II stands in the table. Source: [paradox, eqs. 6-8; SI sections 1.1-1.5, eq. 9 (two-term)].
//
// Two kinds are not: forced balance [paradox, SI eq. 15] and descent on the loss
//   L = ((E_set - E)^2 + (I_set - I)^2) / 2    [paradox, SI eqs. 51-57].
#pragma once

#include <Eigen/Core>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "core/ei/populations.h"
#include "core/ei/rate_model.h"

namespace homeostat::ei {

enum class SynapticFactor { presynaptic_rate, weight, one };

/// Rows: EE, EI, IE, II. Columns: error of E, error of I. Unit: weight change per trial (or per ms
/// in online mode), per Hz of error, per unit of the synaptic factor.
struct GainTable {
  Eigen::Matrix<double, 4, 2> gain = Eigen::Matrix<double, 4, 2>::Zero();
  SynapticFactor factor = SynapticFactor::presynaptic_rate;
};

/// dW_EE = alpha_1 g_E E (E_set - E) and dW_IE = sign_IE alpha_3 g_I E (I_set - I), while W_EI and
/// W_II relax, at the rate alpha_1 g_E g_I E_set I_set, towards what the setpoints need at the
/// present W_EE and W_IE. [paradox, SI eq. 15] prints sign_IE = +1, but its condition (eq. 16) and
/// Fig. S12 belong to -1, and it leaves that rate (1 / tau_0) undefined: this one is from the
/// authors' notebooks.
struct ForcedBalance {
  double alpha_1 = 0, alpha_3 = 0;
  double sign_IE = -1;
};

/// dW = alpha * d(E, I)/dW^T * errors: down the loss [paradox, SI eq. 56, whose four signs are
/// printed wrong]. Approximate: the derivatives are those at the weights which W_EE and W_IE would
/// need beside them for the setpoints [SI eq. 57, with I_set in place of the E_set of alpha_E].
struct GradientDescent {
  std::array<double, 4> alpha{};
  bool is_approximate = false;
};

using Rule = std::variant<GainTable, ForcedBalance, GradientDescent>;

/// Learning rates: one for each class, and `beta` for the homeostatic half of the two-term rule.
struct LearningRates {
  std::array<double, 4> alpha{};
  double beta = 0;
};

enum class RuleKind { gain_table, forced_balance, gradient_exact, gradient_approximate };

/// A rule that has a name. Rules of the first kind have signs that alpha multiplies and signs that
/// beta multiplies; forced balance takes alpha_EE and alpha_IE for its alpha_1 and alpha_3.
struct NamedRule {
  std::string name;      ///< as written in files and on the command line
  std::string title;     ///< as shown to people
  std::string sentence;  ///< what it does, in one line
  Eigen::Matrix<double, 4, 2> alpha_sign;
  Eigen::Matrix<double, 4, 2> beta_sign;
  SynapticFactor factor;
  double default_alpha;  ///< per trial
  RuleKind kind = RuleKind::gain_table;
};

/// homeostatic, cross_homeostatic, two_term, synaptic_scaling, forced_balance, gradient_exact,
/// gradient_approximate, homeo_HHHH ... homeo_AAAA, custom. The table of `custom` is empty: its
/// signs come from the experiment.
std::span<const NamedRule> named_rules();

/// Throws InputError with a suggestion when there is no such rule.
const NamedRule& named_rule(std::string_view name);

/// True when beta plays a part in the rule.
bool uses_beta(const NamedRule& rule);

/// Whether a class's own learning rate plays a part in the rule.
bool uses_alpha(const NamedRule& rule, WeightClass weight_class);

/// The rule at its learning rates.
Rule rule_at(const NamedRule& rule, const LearningRates& rates);

/// 1 / tau_0: how fast W_EI and W_II go to their balance, per trial (online: per ms).
double relaxation_rate(const ForcedBalance& rule, const RateParameters& p, Setpoints set);

/// No weight ever changes.
bool is_frozen(const Rule& rule);

/// m_XY for the four classes, at the rates (Hz) and weights given.
std::array<double, 4> synaptic_factors(SynapticFactor factor, Rates rates, const Weights& weights);

/// The rates as the rule senses them: not below `floor`, in Hz (0: no floor). NaN stays NaN.
Rates sensed_rates(Rates averages, double floor);

/// Change of the four weights after one trial, before the lower bound. `sensed` in Hz, floor
/// applied. Rules without a gain table know the circuit: its gains and thresholds are in `p`.
Weights weight_change(const Rule& rule, const RateParameters& p, Rates sensed, Setpoints set,
                      const Weights& now);
Weights weight_change(const GainTable& rule, Rates sensed, Setpoints set, const Weights& now);

/// now + scale * change, no weight below W_min; a NaN stays, so that a divergence is seen.
Weights updated(const Weights& now, const Weights& change, double scale, double W_min);

}  // namespace homeostat::ei
