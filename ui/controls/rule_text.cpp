#include "ui/controls/rule_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/ei/plasticity.h"
#include "core/lab/experiment.h"
#include "ui/controls/alpha.h"
#include "ui/controls/text.h"

namespace homeostat::ui {
namespace {

constexpr std::array<const char*, 4> classes{"EE", "EI", "IE", "II"};
constexpr std::array<const char*, 2> populations{"E", "I"};

/// What a class's learning rates are called, and what stands before them.
struct Coefficient {
  QString rate;
  double gain;
};

QString alpha_name(const lab::ParameterValues& values, const char* weight_class) {
  const std::vector<std::string> used = symbols_of_alpha(values);
  const auto is_as_first = [&](const std::string& symbol) {
    return symbol == "beta" || values[symbol] == values[used.front()];
  };
  if (std::ranges::all_of(used, is_as_first)) return "alpha";
  return QString("alpha_{%1}").arg(weight_class);
}

/// The synaptic factor: the presynaptic rate is that of the second letter, in networks of the
/// sending cell j.
QString factor_name(ei::SynapticFactor factor, const char* weight_class, bool is_network) {
  switch (factor) {
    case ei::SynapticFactor::presynaptic_rate:
      return is_network ? QStringLiteral("r_j ") : QString(QChar(weight_class[1])) + ' ';
    case ei::SynapticFactor::weight:
      return QString("W_{%1} ").arg(weight_class);
    case ei::SynapticFactor::one:
      break;
  }
  return {};
}

/// Of a population; in networks a cell's own, or the mean over its partners in the other one.
QString error_name(const char* weight_class, const char* population, bool is_network) {
  const QString of(population);
  const bool is_own = weight_class[0] == population[0];
  const QString sensed = !is_network ? of
                         : is_own    ? QStringLiteral("r_i")
                                     : "\u27E8" + of + "\u27E9";
  return QString("(%1_set - %2)").arg(of, sensed);
}

QString term(const Coefficient& coefficient, const QString& factor, const QString& error,
             bool is_first) {
  const QString sign = coefficient.gain < 0 ? "-" : "+";
  const double size = std::abs(coefficient.gain);
  const QString number = size == 1 ? QString() : number_text(size) + ' ';
  return (is_first ? sign : ' ' + sign + ' ') + number + coefficient.rate + ' ' + factor + error;
}

/// The signs of the rule; those of `custom` come from the experiment.
double alpha_gain(const ei::NamedRule& rule, const lab::ParameterValues& values, std::size_t row,
                  std::size_t column) {
  if (rule.name != "custom")
    return rule.alpha_sign(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column));
  return values[std::string("gain_") + classes[row] + '_' + populations[column]];
}

QString left_side(const char* weight_class) { return QString("$Delta W_{%1}$").arg(weight_class); }

/// [paradox, SI eq. 15], with the sign in force.
std::vector<Equation> forced_balance_equations(const lab::ParameterValues& values) {
  const QString sign = values.choice("forced_sign") == "plus" ? "+" : "-";
  return {
      {left_side("EE"), QString("$+%1 g_E E (E_set - E)$").arg(alpha_name(values, "EE"))},
      {left_side("EI"), "$(W^bal_{EI} - W_{EI}) / tau_0$"},
      {left_side("IE"), QString("$%1%2 g_I E (I_set - I)$").arg(sign, alpha_name(values, "IE"))},
      {left_side("II"), "$(W^bal_{II} - W_{II}) / tau_0$"}};
}

/// Exact: [paradox, SI eq. 48]; approximate: the two-term form of SI eq. 57.
std::vector<Equation> descent_equations(const lab::ParameterValues& values, bool is_approximate) {
  constexpr std::array two_terms{
      "+a_E E (I_set - I) + b_E E (E_set - E)", "-a_E I (I_set - I) - b_E I (E_set - E)",
      "-a_I E (E_set - E) + b_I E (I_set - I)", "+a_I I (E_set - E) - b_I I (I_set - I)"};
  std::vector<Equation> equations;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    const QString exact =
        QString("-%1 ∂L / ∂W_{%2}").arg(alpha_name(values, classes[k]), classes[k]);
    equations.push_back(
        {left_side(classes[k]), '$' + (is_approximate ? QString(two_terms[k]) : exact) + '$'});
  }
  return equations;
}

/// Two or more errors, each with its coefficient.
std::vector<Equation> table_equations(const ei::NamedRule& rule,
                                      const lab::ParameterValues& values) {
  const ei::SynapticFactor synaptic_factor = std::get<ei::GainTable>(lab::rule(values)).factor;
  const bool is_network = lab::is_network(values.model());
  std::vector<Equation> equations;
  for (std::size_t row = 0; row < classes.size(); ++row) {
    const QString factor = factor_name(synaptic_factor, classes[row], is_network);
    const auto error = [&](std::size_t column) {
      return error_name(classes[row], populations[column], is_network);
    };
    QString right;
    // The alpha terms first, then those of beta: the order of the paper.
    for (std::size_t column : {1U, 0U}) {
      const Coefficient alpha{alpha_name(values, classes[row]),
                              alpha_gain(rule, values, row, column)};
      if (alpha.gain != 0) right += term(alpha, factor, error(column), right.isEmpty());
    }
    for (std::size_t column : {0U, 1U}) {
      const Coefficient beta{"beta", rule.beta_sign(static_cast<Eigen::Index>(row),
                                                    static_cast<Eigen::Index>(column))};
      if (beta.gain != 0) right += term(beta, factor, error(column), right.isEmpty());
    }
    equations.push_back({left_side(classes[row]), right.isEmpty() ? "$0$" : '$' + right + '$'});
  }
  return equations;
}

}  // namespace

std::vector<Equation> rule_equations(const lab::ParameterValues& values) {
  const ei::NamedRule& rule = ei::named_rule(values.choice("rule"));
  switch (rule.kind) {
    case ei::RuleKind::forced_balance:
      return forced_balance_equations(values);
    case ei::RuleKind::gradient_exact:
    case ei::RuleKind::gradient_approximate:
      return descent_equations(values, rule.kind == ei::RuleKind::gradient_approximate);
    case ei::RuleKind::gain_table:
      break;
  }
  return table_equations(rule, values);
}

}  // namespace homeostat::ui
