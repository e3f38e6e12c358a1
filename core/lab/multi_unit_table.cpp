// The rows of the network of rate units: those of the two-population model, whose equations every
// unit follows, with what there are many units for. Defaults: [paradox, Figs. 5 and 6].
#include <algorithm>
#include <array>

#include "core/lab/model_tables.h"
#include "core/lab/parameter_rows.h"

namespace homeostat::lab {

namespace {

using namespace rows;

constexpr std::array<std::string_view, 2> distributions{"normal", "log_normal"};
constexpr std::array<std::string_view, 2> precisions{"double", "single"};
constexpr std::array<std::string_view, 3> sums{"given", "fig5g", "figs7"};

/// What does not depend on how many units there are.
constexpr std::array<std::string_view, 13> of_populations{
    "tau_E", "tau_I", "theta_E", "theta_I", "g_E",         "g_I",      "E_max",
    "I_max", "I_ext", "I_ext_I", "W_min",   "noise_sigma", "noise_tau"};
constexpr std::array<std::string_view, 8> of_trials{
    "pulse_onset",    "pulse_duration", "pulse_amplitude", "trial_duration",
    "average_window", "tau_trial",      "rate_floor",      "dt"};

void add_shared(std::span<const std::string_view> symbols, std::vector<ParameterSpec>& table) {
  const std::vector<ParameterSpec> shared = two_population_table();
  for (const std::string_view symbol : symbols)
    table.push_back(*std::ranges::find(shared, symbol, &ParameterSpec::symbol));
}

}  // namespace

std::vector<ParameterSpec> multi_unit_table() {
  using enum Section;
  constexpr Allowed population{1, 1000, true};
  std::vector<ParameterSpec> table = rule_rows(network_rule_names(), "cross_homeostatic");
  // symbol, name, unit, section, slider range, default, step, scale, allowed, takes effect,
  // choices, source, lesson
  const std::vector<ParameterSpec> own{
      {"alpha_EE", "Learning rate of W_EE", "", learning_rates, 1e-7, 1e-2, 2e-5, 1.2, logarithmic,
       any, live, number, "authors' scripts",
       "Of every single weight. More learns faster; too much overshoots from trial to trial."},
      {"alpha_EI", "Learning rate of W_EI", "", learning_rates, 1e-7, 1e-2, 2e-5, 1.2, logarithmic,
       any, live, number, "authors' scripts", "Of every single weight: more learns faster."},
      {"alpha_IE", "Learning rate of W_IE", "", learning_rates, 1e-7, 1e-2, 2e-5, 1.2, logarithmic,
       any, live, number, "authors' scripts", "Of every single weight: more learns faster."},
      {"alpha_II", "Learning rate of W_II", "", learning_rates, 1e-7, 1e-2, 2e-5, 1.2, logarithmic,
       any, live, number, "authors' scripts", "Of every single weight: more learns faster."},
      {"beta", "Rate of the homeostatic term", "", learning_rates, 1e-7, 1e-2, 1e-5, 1.2,
       logarithmic, any, live, number, "paradox, SI eq. 9",
       "Two-term rule only. It is what brings every single unit to its setpoint."},

      {"E_set", "Excitatory setpoint", "Hz", setpoints, 0.5, 30, 5, 0.5, linear, positive, live,
       number, "paradox, Fig. 5", "The rate every E unit tries to hold in the up-state."},
      {"I_set", "Inhibitory setpoint", "Hz", setpoints, 0.5, 60, 14, 0.5, linear, positive, live,
       number, "paradox, Fig. 5", "The rate every I unit tries to hold in the up-state."},

      {"W_sums", "Where the initial sums come from", "", initial_weights, 0, 2, 0, 1, linear, any,
       at_start, sums, "paradox, SI",
       "given: the four below. fig5g: drawn from [1, 6], [0.5, 2], [5, 7], [0.5, 2] by the seed. "
       "figs7: all four from [0, 10]."},
      {"W_EE", "Initial sum of weights from E onto an E unit", "", initial_weights, 0, 12, 7.9, 0.1,
       linear, not_negative, at_start, number, "authors' scripts",
       "79 weights of 0.1. About 4 seeds in 10 start saturated; less starts more quietly."},
      {"W_EI", "Initial sum of weights from I onto an E unit", "", initial_weights, 0, 10, 2, 0.1,
       linear, not_negative, at_start, number, "authors' scripts", "20 weights of 0.1."},
      {"W_IE", "Initial sum of weights from E onto an I unit", "", initial_weights, 0, 25, 8, 0.1,
       linear, not_negative, at_start, number, "authors' scripts", "80 weights of 0.1."},
      {"W_II", "Initial sum of weights from I onto an I unit", "", initial_weights, 0, 10, 1.9, 0.1,
       linear, not_negative, at_start, number, "authors' scripts", "19 weights of 0.1."},
      {"W_spread", "Spread of the initial weights", "", initial_weights, 0, 1, 0.4, 0.05, linear,
       not_negative, at_start, number, "authors' scripts",
       "Standard deviation over mean. A weight drawn below 0 stays there until the first update."},
      {"W_distribution", "Distribution of the initial weights", "", initial_weights, 0, 1, 0, 1,
       linear, any, at_start, distributions, "paradox, Fig. S5",
       "log_normal: no negative weights, and a few strong ones."},

      {"N_E", "Number of E units", "", network, 1, 400, 80, 10, linear, population, at_start,
       number, "paradox, Fig. 5",
       "More units of the same summed weight: learning rates act on "
       "more weights."},
      {"N_I", "Number of I units", "", network, 1, 200, 20, 5, linear, population, at_start, number,
       "paradox, Fig. 5", "More units of the same summed weight."},
  };
  table.insert(table.end(), own.begin(), own.end());
  add_shared(of_populations, table);
  add_shared(of_trials, table);
  table.push_back(
      {"precision", "Precision of rates and noise", "", table.back().section, 0, 1, 0, 1, linear,
       any, at_start, precisions, "",
       "single: more than twice as fast, for many starts. Rounding takes a run another way "
       "within its noise; weights are learned in double precision all the same."});
  return table;
}

}  // namespace homeostat::lab
