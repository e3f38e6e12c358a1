#include "ui/controls/alpha.h"

#include <algorithm>

#include "core/ei/plasticity.h"
#include "core/lab/experiment.h"

namespace homeostat::ui {

std::vector<std::string> symbols_of_alpha(const lab::ParameterValues& values) {
  lab::ParameterValues one = values;
  lab::ParameterValues other = values;
  lab::set_alpha(one, 1);
  lab::set_alpha(other, 2);
  std::vector<std::string> symbols = lab::changed_symbols(one, other);
  const ei::NamedRule& rule = ei::named_rule(values.choice("rule"));
  for (const ei::WeightClass weight : {ei::EE, ei::EI, ei::IE, ei::II}) {
    if (ei::uses_alpha(rule, weight)) continue;
    std::erase(symbols, "alpha" + std::string(ei::weight_symbols[weight].substr(1)));
  }
  return symbols;
}

bool is_one_alpha(const lab::ParameterValues& values) {
  const std::vector<std::string> symbols = symbols_of_alpha(values);
  return std::ranges::all_of(
      symbols, [&](const auto& symbol) { return values[symbol] == values[symbols.front()]; });
}

}  // namespace homeostat::ui
