#include "ui/experiment_edits.h"

#include <algorithm>
#include <array>

namespace homeostat::ui {

namespace {

/// A rule comes with its own learning rates; a custom rule starts from the signs of the one before.
void set_rule(lab::ParameterValues& values, double rule) {
  const auto& before = ei::named_rule(values.choice("rule"));
  lab::set_with_learning_rates(values, "rule", rule);
  if (values.choice("rule") != "custom" || before.name == "custom" ||
      before.kind != ei::RuleKind::gain_table) {
    return;
  }
  const Eigen::Matrix<double, 4, 2> signs = before.alpha_sign + before.beta_sign;
  const std::array<const char*, 8> gains{"gain_EE_E", "gain_EE_I", "gain_EI_E", "gain_EI_I",
                                         "gain_IE_E", "gain_IE_I", "gain_II_E", "gain_II_I"};
  for (int k = 0; k < 8; ++k) values.set(gains[static_cast<std::size_t>(k)], signs(k / 2, k % 2));
  values.set("factor", static_cast<double>(before.factor));
}

}  // namespace

bool begins_anew(const lab::Experiment& next, const lab::Experiment& before) {
  if (next.name != before.name || next.start != before.start || next.seed != before.seed ||
      next.events != before.events || next.log != before.log) {
    return true;
  }
  const auto changed = lab::changed_symbols(next.parameters, before.parameters);
  return std::ranges::any_of(changed, [&](const std::string& symbol) {
    return lab::parameter(next.model(), symbol).takes_effect == lab::TakesEffect::at_start;
  });
}

void apply_edits(lab::Experiment& experiment, const std::vector<Edit>& edits) {
  for (const auto& [symbol, value] : edits) {
    lab::check_value(lab::parameter(experiment.model(), symbol), value);
    if (symbol == "rule" && has_learning_rates(experiment.model())) {
      set_rule(experiment.parameters, value);
    } else if (symbol == "mode") {
      lab::set_with_learning_rates(experiment.parameters, symbol, value);
    } else {
      experiment.parameters.set(symbol, value);
    }
  }
  validate(experiment);
}

std::vector<int> first_probed(const lab::ParameterValues& values) {
  if (values.model() != lab::Model::spiking) return {};
  constexpr int usual_E = 232, usual_I = 10;
  const auto E = static_cast<int>(values["N_E"]), I = static_cast<int>(values["N_I"]);
  return {std::min(usual_E, E - 1), E + std::min(usual_I, I - 1)};
}

}  // namespace homeostat::ui
