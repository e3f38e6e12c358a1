#include "ui/controls/rule_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/ei/plasticity.h"
#include "core/lab/experiment.h"
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
  const auto is_as_first = [&](const char* c) {
    return values[std::string("alpha_") + c] == values["alpha_EE"];
  };
  if (std::ranges::all_of(classes, is_as_first)) return "alpha";
  return QString("alpha_{%1}").arg(weight_class);
}

/// The synaptic factor: the presynaptic rate is that of the second letter.
QString factor_name(ei::SynapticFactor factor, const char* weight_class) {
  switch (factor) {
    case ei::SynapticFactor::presynaptic_rate:
      return QString(QChar(weight_class[1])) + ' ';
    case ei::SynapticFactor::weight:
      return QString("W_{%1} ").arg(weight_class);
    case ei::SynapticFactor::one:
      break;
  }
  return {};
}

QString term(const Coefficient& coefficient, const QString& factor, const char* population,
             bool is_first) {
  const QString sign = coefficient.gain < 0 ? "-" : "+";
  const double size = std::abs(coefficient.gain);
  const QString number = size == 1 ? QString() : number_text(size) + ' ';
  return (is_first ? sign : ' ' + sign + ' ') + number + coefficient.rate + ' ' + factor +
         QString("(%1_set - %1)").arg(population);
}

/// The signs of the rule; those of `custom` come from the experiment.
double alpha_gain(const ei::NamedRule& rule, const lab::ParameterValues& values, std::size_t row,
                  std::size_t column) {
  if (rule.name != "custom")
    return rule.alpha_sign(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column));
  return values[std::string("gain_") + classes[row] + '_' + populations[column]];
}

}  // namespace

std::vector<Equation> rule_equations(const lab::ParameterValues& values) {
  const ei::NamedRule& rule = ei::named_rule(values.choice("rule"));
  const ei::SynapticFactor synaptic_factor = lab::gain_table(values).factor;
  std::vector<Equation> equations;
  for (std::size_t row = 0; row < classes.size(); ++row) {
    const QString factor = factor_name(synaptic_factor, classes[row]);
    QString right;
    // The alpha terms first, then those of beta: the order of the paper.
    for (std::size_t column : {1U, 0U}) {
      const Coefficient alpha{alpha_name(values, classes[row]),
                              alpha_gain(rule, values, row, column)};
      if (alpha.gain != 0) right += term(alpha, factor, populations[column], right.isEmpty());
    }
    for (std::size_t column : {0U, 1U}) {
      const Coefficient beta{"beta", rule.beta_sign(static_cast<Eigen::Index>(row),
                                                    static_cast<Eigen::Index>(column))};
      if (beta.gain != 0) right += term(beta, factor, populations[column], right.isEmpty());
    }
    equations.push_back(
        {QString("$Delta W_{%1}$").arg(classes[row]), right.isEmpty() ? "$0$" : '$' + right + '$'});
  }
  return equations;
}

}  // namespace homeostat::ui
