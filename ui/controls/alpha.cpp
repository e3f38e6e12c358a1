#include "ui/controls/alpha.h"

#include <algorithm>

#include "core/lab/experiment.h"

namespace homeostat::ui {

std::vector<std::string> symbols_of_alpha(const lab::ParameterValues& values) {
  lab::ParameterValues one = values;
  lab::ParameterValues other = values;
  lab::set_alpha(one, 1);
  lab::set_alpha(other, 2);
  return lab::changed_symbols(one, other);
}

bool is_one_alpha(const lab::ParameterValues& values) {
  const std::vector<std::string> symbols = symbols_of_alpha(values);
  return std::ranges::all_of(
      symbols, [&](const auto& symbol) { return values[symbol] == values[symbols.front()]; });
}

}  // namespace homeostat::ui
