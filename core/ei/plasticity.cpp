#include "core/ei/plasticity.h"

#include <algorithm>
#include <vector>

#include "core/ei/steady_state.h"
#include "core/math/check.h"

namespace homeostat::ei {

namespace {

using Signs = Eigen::Matrix<double, 4, 2>;

/// Rows EE, EI, IE, II; columns error of E, error of I.
Signs signs(double EE_E, double EE_I, double EI_E, double EI_I, double IE_E, double IE_I,
            double II_E, double II_I) {
  Signs s;
  s << EE_E, EE_I, EI_E, EI_I, IE_E, IE_I, II_E, II_I;
  return s;
}

const Signs none = Signs::Zero();

/// Each population lowers its own error [paradox, eq. 6].
const Signs homeostatic = signs(1, 0, -1, 0, 0, 1, 0, -1);

/// Each population lowers its partner's error [paradox, eq. 7].
const Signs cross_homeostatic = signs(0, 1, 0, -1, -1, 0, 1, 0);

/// The homeostatic table with the rows marked A turned round [paradox, Fig. S2].
Signs variant(std::string_view letters) {
  Signs s = homeostatic;
  for (int row = 0; row < 4; ++row) {
    if (letters[static_cast<std::size_t>(row)] == 'A') s.row(row) *= -1;
  }
  return s;
}

NamedRule variant_rule(std::string_view letters) {
  std::string turned;
  for (std::size_t row = 0; row < 4; ++row) {
    if (letters[row] == 'A')
      turned += (turned.empty() ? "" : ", ") + std::string(weight_symbols[row]);
  }
  return {"homeo_" + std::string(letters),
          "Homeostatic variant " + std::string(letters),
          turned.empty() ? "Every weight class corrects its own population."
                         : "Homeostatic, but turned round in " + turned + ".",
          variant(letters),
          none,
          SynapticFactor::presynaptic_rate,
          1e-4};
}

/// The larger of the two, but NaN stays NaN.
double at_least(double low, double x) { return x < low ? low : x; }

std::vector<NamedRule> make_named_rules() {
  using enum SynapticFactor;
  std::vector<NamedRule> rules{
      {"homeostatic", "Homeostatic", "Each population corrects its own rate.", homeostatic, none,
       presynaptic_rate, 1e-4},
      {"cross_homeostatic", "Cross-homeostatic", "Each population corrects its partner's rate.",
       cross_homeostatic, none, presynaptic_rate, 5e-4},
      {"two_term", "Two-term", "Each population corrects its partner's rate and its own.",
       cross_homeostatic, homeostatic, presynaptic_rate, 1e-4},
      {"synaptic_scaling", "Synaptic scaling",
       "Each population corrects its own rate, strong synapses changing most.", homeostatic, none,
       weight, 1e-4},
      {"forced_balance", "Forced balance",
       "Weights from E follow their own error; W_EI and W_II follow what the setpoints need.", none,
       none, presynaptic_rate, 1e-4, RuleKind::forced_balance},
      {"gradient_exact", "Gradient descent, exact",
       "All weights go down the loss, half the sum of both squared errors.", none, none,
       presynaptic_rate, 1e-4, RuleKind::gradient_exact},
      {"gradient_approximate", "Gradient descent, approximate",
       "Descent as it would be in balance; a and b follow from alpha, W_EE and W_IE.",
       none, none, presynaptic_rate, 1e-4, RuleKind::gradient_approximate},
  };
  for (int code = 0; code < 16; ++code) {
    std::string letters;
    for (int bit = 3; bit >= 0; --bit) letters += (code >> bit & 1) != 0 ? 'A' : 'H';
    rules.push_back(variant_rule(letters));
  }
  rules.push_back({"custom", "Custom", "Your own table: which error moves which weight.", none,
                   none, presynaptic_rate, 1e-4});
  return rules;
}

}  // namespace

std::span<const NamedRule> named_rules() {
  static const std::vector<NamedRule> rules = make_named_rules();
  return rules;
}

const NamedRule& named_rule(std::string_view name) {
  const auto rules = named_rules();
  const auto found = std::ranges::find(rules, name, &NamedRule::name);
  if (found != rules.end()) return *found;
  std::vector<std::string> names;
  for (const auto& rule : rules) names.push_back(rule.name);
  const std::string near = nearest_name(name, names);
  throw InputError("rule", std::string(name),
                   near.empty() ? "a name that 'homeostat-cli list rules' prints"
                                : "a named rule; did you mean '" + near + "'?");
}

bool uses_beta(const NamedRule& rule) { return !rule.beta_sign.isZero(); }

bool uses_alpha(const NamedRule& rule, WeightClass weight_class) {
  return rule.kind != RuleKind::forced_balance || weight_class == EE || weight_class == IE;
}

Rule rule_at(const NamedRule& rule, const LearningRates& rates) {
  switch (rule.kind) {
    case RuleKind::forced_balance:
      return ForcedBalance{rates.alpha[EE], rates.alpha[IE]};
    case RuleKind::gradient_exact:
      return GradientDescent{rates.alpha, false};
    case RuleKind::gradient_approximate:
      return GradientDescent{rates.alpha, true};
    case RuleKind::gain_table:
      break;
  }
  GainTable table{rates.beta * rule.beta_sign, rule.factor};
  for (int row = 0; row < 4; ++row) {
    table.gain.row(row) += rates.alpha[static_cast<std::size_t>(row)] * rule.alpha_sign.row(row);
  }
  return table;
}

double relaxation_rate(const ForcedBalance& rule, const RateParameters& p, Setpoints set) {
  return rule.alpha_1 * p.g_E * p.g_I * set.E * set.I;
}

bool is_frozen(const Rule& rule) {
  struct {
    bool operator()(const GainTable& r) const { return r.gain.isZero(); }
    bool operator()(const ForcedBalance& r) const { return r.alpha_1 == 0 && r.alpha_3 == 0; }
    bool operator()(const GradientDescent& r) const { return r.alpha == std::array<double, 4>{}; }
  } asked;
  return std::visit(asked, rule);
}

std::array<double, 4> synaptic_factors(SynapticFactor factor, Rates rates, const Weights& weights) {
  switch (factor) {
    case SynapticFactor::presynaptic_rate:
      return {rates.E, rates.I, rates.E, rates.I};
    case SynapticFactor::weight:
      return weights.array();
    case SynapticFactor::one:
      break;
  }
  return {1, 1, 1, 1};
}

Rates sensed_rates(Rates averages, double floor) {
  if (floor <= 0) return averages;
  return {at_least(floor, averages.E), at_least(floor, averages.I)};
}

Weights weight_change(const GainTable& rule, Rates sensed, Setpoints set, const Weights& now) {
  const double error_E = set.E - sensed.E;
  const double error_I = set.I - sensed.I;
  const auto m = synaptic_factors(rule.factor, sensed, now);
  std::array<double, 4> change{};
  for (int row = 0; row < 4; ++row) {
    const auto i = static_cast<std::size_t>(row);
    change[i] = (rule.gain(row, 0) * error_E + rule.gain(row, 1) * error_I) * m[i];
  }
  return Weights::from(change);
}

namespace {

Weights change_of(const ForcedBalance& rule, const RateParameters& p, Rates sensed, Setpoints set,
                  const Weights& now) {
  const Weights balanced = setpoint_weights(p, set, now.EE, now.IE);
  const double rate = relaxation_rate(rule, p, set);
  return {rule.alpha_1 * p.g_E * sensed.E * (set.E - sensed.E), rate * (balanced.EI - now.EI),
          rule.sign_IE * rule.alpha_3 * p.g_I * sensed.E * (set.I - sensed.I),
          rate * (balanced.II - now.II)};
}

Weights change_of(const GradientDescent& rule, const RateParameters& p, Rates sensed, Setpoints set,
                  const Weights& now) {
  const Weights at = rule.is_approximate ? setpoint_weights(p, set, now.EE, now.IE) : now;
  const Eigen::Vector4d uphill = rate_response(p, at, sensed).transpose() *
                                 Eigen::Vector2d(set.E - sensed.E, set.I - sensed.I);
  return {rule.alpha[EE] * uphill[EE], rule.alpha[EI] * uphill[EI], rule.alpha[IE] * uphill[IE],
          rule.alpha[II] * uphill[II]};
}

}  // namespace

Weights weight_change(const Rule& rule, const RateParameters& p, Rates sensed, Setpoints set,
                      const Weights& now) {
  if (const auto* table = std::get_if<GainTable>(&rule))
    return weight_change(*table, sensed, set, now);
  if (const auto* forced = std::get_if<ForcedBalance>(&rule))
    return change_of(*forced, p, sensed, set, now);
  return change_of(std::get<GradientDescent>(rule), p, sensed, set, now);
}

Weights updated(const Weights& now, const Weights& change, double scale, double W_min) {
  auto w = now.array();
  const auto d = change.array();
  for (std::size_t i = 0; i < 4; ++i) w[i] = at_least(W_min, w[i] + scale * d[i]);
  return Weights::from(w);
}

}  // namespace homeostat::ei
