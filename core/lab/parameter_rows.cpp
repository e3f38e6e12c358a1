#include "core/lab/parameter_rows.h"

#include <algorithm>
#include <array>

#include "core/ei/plasticity.h"

namespace homeostat::lab::rows {

namespace {

constexpr std::array<std::string_view, 3> factors{"rate", "weight", "one"};

}  // namespace

std::span<const std::string_view> network_rule_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> list;
    for (const auto& rule : ei::named_rules()) {
      if (rule.kind == ei::RuleKind::gain_table) list.push_back(rule.name);
    }
    return list;
  }();
  return names;
}

std::vector<ParameterSpec> rule_rows(std::span<const std::string_view> rule_names,
                                     std::string_view default_rule) {
  using enum Section;
  const auto last_rule = static_cast<double>(rule_names.size() - 1);
  const auto chosen =
      static_cast<double>(std::ranges::find(rule_names, default_rule) - rule_names.begin());
  return {
      {"rule", "Learning rule", "", rule, 0, last_rule, chosen, 1, linear, any, live, rule_names,
       "paradox, eqs. 6-8", "Which error moves which weight, and in which direction."},
      {"gain_EE_E", "Gain of W_EE on the E error", "", rule, -2, 2, 0, 0.1, linear, any, live,
       number, "custom rule", "Above 0: W_EE grows while E is too low."},
      {"gain_EE_I", "Gain of W_EE on the I error", "", rule, -2, 2, 0, 0.1, linear, any, live,
       number, "custom rule", "Above 0: W_EE grows while I is too low."},
      {"gain_EI_E", "Gain of W_EI on the E error", "", rule, -2, 2, 0, 0.1, linear, any, live,
       number, "custom rule", "Above 0: W_EI grows while E is too low."},
      {"gain_EI_I", "Gain of W_EI on the I error", "", rule, -2, 2, 0, 0.1, linear, any, live,
       number, "custom rule", "Above 0: W_EI grows while I is too low."},
      {"gain_IE_E", "Gain of W_IE on the E error", "", rule, -2, 2, 0, 0.1, linear, any, live,
       number, "custom rule", "Above 0: W_IE grows while E is too low."},
      {"gain_IE_I", "Gain of W_IE on the I error", "", rule, -2, 2, 0, 0.1, linear, any, live,
       number, "custom rule", "Above 0: W_IE grows while I is too low."},
      {"gain_II_E", "Gain of W_II on the E error", "", rule, -2, 2, 0, 0.1, linear, any, live,
       number, "custom rule", "Above 0: W_II grows while E is too low."},
      {"gain_II_I", "Gain of W_II on the I error", "", rule, -2, 2, 0, 0.1, linear, any, live,
       number, "custom rule", "Above 0: W_II grows while I is too low."},
      {"factor", "Synaptic factor", "", rule, 0, 2, 0, 1, linear, any, live, factors, "custom rule",
       "What the error is multiplied by: presynaptic rate, the weight itself, or nothing."},
  };
}

}  // namespace homeostat::lab::rows
