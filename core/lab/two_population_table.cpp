// The rows of the two-population model. A new parameter of it is one more row here and the line
// that uses it; everything a person sees of it follows.
#include <array>

#include "core/ei/plasticity.h"
#include "core/lab/model_tables.h"
#include "core/lab/parameter_rows.h"

namespace homeostat::lab {

namespace {

using namespace rows;

constexpr std::array<std::string_view, 2> modes{"trial", "online"};
constexpr std::array<std::string_view, 2> signs{"minus", "plus"};

std::span<const std::string_view> rule_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> list;
    for (const auto& rule : ei::named_rules()) list.push_back(rule.name);
    return list;
  }();
  return names;
}

}  // namespace

std::vector<ParameterSpec> two_population_table() {
  using enum Section;
  std::vector<ParameterSpec> table = rule_rows(rule_names(), "cross_homeostatic");
  // symbol, name, unit, section, slider range, default, step, scale, allowed, takes effect,
  // choices, source, lesson
  const std::vector<ParameterSpec> own{
      {"forced_sign", "Sign of W_IE under forced balance", "", rule, 0, 1, 0, 1, linear, any, live,
       signs, "paradox, SI eq. 15",
       "minus: as the authors' analysis and Fig. S12 have it. plus: as equation 15 is printed."},

      {"alpha_EE", "Learning rate of W_EE", "", learning_rates, 1e-6, 1e-1, 5e-4, 1.2, logarithmic,
       any, live, number, "paradox, Figs. 2, 4",
       "More makes W_EE learn faster; too much overshoots from trial to trial."},
      {"alpha_EI", "Learning rate of W_EI", "", learning_rates, 1e-6, 1e-1, 5e-4, 1.2, logarithmic,
       any, live, number, "paradox, Figs. 2, 4",
       "More makes W_EI learn faster; too much overshoots from trial to trial."},
      {"alpha_IE", "Learning rate of W_IE", "", learning_rates, 1e-6, 1e-1, 5e-4, 1.2, logarithmic,
       any, live, number, "paradox, Figs. 2, 4",
       "More makes W_IE learn faster. The homeostatic rule survives only if this is far below "
       "alpha_EE."},
      {"alpha_II", "Learning rate of W_II", "", learning_rates, 1e-6, 1e-1, 5e-4, 1.2, logarithmic,
       any, live, number, "paradox, Figs. 2, 4",
       "More makes W_II learn faster. The homeostatic rule survives only if this is far below "
       "alpha_EI."},
      {"beta", "Rate of the homeostatic term", "", learning_rates, 1e-6, 1e-1, 1e-4, 1.2,
       logarithmic, any, live, number, "paradox, SI eq. 9",
       "Two-term rule only. More makes it more homeostatic and less cross-homeostatic."},

      {"E_set", "Excitatory setpoint", "Hz", setpoints, 0.5, 30, 5, 0.5, linear, positive, live,
       number, "paradox, Fig. 2", "The rate E tries to hold in the up-state."},
      {"I_set", "Inhibitory setpoint", "Hz", setpoints, 0.5, 60, 14, 0.5, linear, positive, live,
       number, "paradox, Fig. 2", "The rate I tries to hold in the up-state."},

      {"W_EE", "Initial weight from E onto E", "", initial_weights, 0, 12, 2.1, 0.1, linear,
       not_negative, at_start, number, "paradox, Fig. 2",
       "More recurrent excitation: above 1 / g_E the network needs inhibition to be stable."},
      {"W_EI", "Initial weight from I onto E", "", initial_weights, 0, 10, 3, 0.1, linear,
       not_negative, at_start, number, "paradox, Fig. 2",
       "More inhibition of E: the up-state becomes quieter, then cannot start."},
      {"W_IE", "Initial weight from E onto I", "", initial_weights, 0, 25, 4, 0.1, linear,
       not_negative, at_start, number, "paradox, Fig. 2",
       "More drive to I. In the up-state it lowers I as well as E: the paradoxical effect."},
      {"W_II", "Initial weight from I onto I", "", initial_weights, 0, 10, 2, 0.1, linear,
       not_negative, at_start, number, "paradox, Fig. 2",
       "More self-inhibition of I. In the up-state it makes I fire more. The authors' scripts "
       "start "
       "at 1.5, the captions say 2."},

      {"tau_E", "Time constant of E", "ms", network, 1, 50, 10, 0.5, linear, positive, live, number,
       "paradox, Methods", "More makes E slower, which helps fast inhibition to hold it."},
      {"tau_I", "Time constant of I", "ms", network, 0.5, 50, 2, 0.5, linear, positive, live,
       number, "paradox, Methods",
       "More makes inhibition lag; the up-state starts to swing and dies."},
      {"theta_E", "Threshold of E", "", network, 0, 20, 4.8, 0.1, linear, any, live, number,
       "paradox, Methods", "More input is needed before E fires at all."},
      {"theta_I", "Threshold of I", "", network, 0, 60, 25, 0.5, linear, any, live, number,
       "paradox, Methods", "More input is needed before I fires at all."},
      {"g_E", "Gain of E", "Hz", network, 0.1, 5, 1, 0.1, linear, positive, live, number,
       "paradox, Methods", "More rate for the same input above threshold."},
      {"g_I", "Gain of I", "Hz", network, 0.1, 10, 4, 0.1, linear, positive, live, number,
       "paradox, Methods", "More rate for the same input above threshold."},
      {"E_max", "Largest rate of E", "Hz", network, 20, 500, 100, 10, linear, positive, live,
       number, "paradox, Methods", "Where runaway excitation stops."},
      {"I_max", "Largest rate of I", "Hz", network, 20, 500, 250, 10, linear, positive, live,
       number, "paradox, Methods", "Where runaway inhibition stops."},
      {"I_ext", "Steady current into E", "", network, -20, 20, 0, 0.5, linear, any, live, number,
       "paradox, SI 2.5", "More than theta_E keeps the network awake without a pulse."},
      {"I_ext_I", "Steady current into I", "", network, -20, 20, 0, 0.5, linear, any, live, number,
       "paradox, Fig. 1B", "More drive to I: in the up-state I falls. Try it."},
      {"W_min", "Smallest weight", "", network, 0, 1, 0.1, 0.05, linear, not_negative, live, number,
       "authors' scripts", "No weight learns its way below this."},

      {"noise_sigma", "Noise strength", "1/\u221as", noise_and_pulse, 0, 100, 10, 1, linear,
       not_negative, live, number, "paradox, Methods",
       "Ornstein-Uhlenbeck noise on both inputs; 10 is a standard deviation of 0.22. 0 is off."},
      {"noise_tau", "Noise correlation time", "ms", noise_and_pulse, 0.1, 50, 1, 0.5, linear,
       positive, live, number, "paradox, Methods",
       "Longer noise is stronger noise at the same sigma."},
      {"pulse_onset", "Pulse onset", "ms", noise_and_pulse, 0, 2000, 250, 10, linear, not_negative,
       live, number, "authors' scripts", "When the kick that starts the up-state arrives."},
      {"pulse_duration", "Pulse duration", "ms", noise_and_pulse, 0, 100, 10, 1, linear,
       not_negative, live, number, "paradox, Methods",
       "d ms are d / dt + 1 steps, as in the authors' scripts."},
      {"pulse_amplitude", "Pulse amplitude", "", noise_and_pulse, 0, 20, 7, 0.5, linear, any, live,
       number, "paradox, Methods", "Must pass theta_E to do anything."},
      {"kick_rate", "Rate of random kicks", "Hz", noise_and_pulse, 0, 2, 0.1, 0.05, linear,
       not_negative, live, number, "paradox, Fig. S4",
       "Online mode only: further pulses at random times, besides the one at pulse_onset."},

      {"mode", "Learning mode", "", protocol, 0, 1, 0, 1, linear, any, at_start, modes,
       "paradox, Fig. S4",
       "trial: the weights change once after each trial. online: at every step, from slow "
       "sensors."},
      {"trial_duration", "Trial duration", "ms", protocol, 500, 5000, 2000, 100, linear, positive,
       live, number, "paradox, Methods", "Longer trials average no better: the window is fixed."},
      {"average_window", "Averaging window", "ms", protocol, 10, 2000, 500, 10, linear,
       not_negative, live, number, "authors' scripts",
       "The last part of the trial, whose mean rate is sensed."},
      {"tau_trial", "Low-pass over trials", "trials", protocol, 1, 20, 2, 0.5, linear, at_least_one,
       live, number, "paradox, Methods", "More remembers more past trials; 1 remembers none."},
      {"rate_floor", "Smallest sensed rate", "Hz", protocol, 0, 5, 1, 0.1, linear, not_negative,
       live, number, "authors' scripts", "Lets a silent network learn; 0 turns it off."},
      {"tau_sensor", "Time constant of the sensors", "ms", protocol, 100, 5000, 1000, 100, linear,
       positive, live, number, "paradox, Fig. S4",
       "Online mode only: how slowly the rates are sensed. Faster sensors allow faster learning."},
      {"dt", "Time step", "ms", protocol, 0.01, 0.5, 0.1, 1.2, logarithmic, positive, live, number,
       "authors' scripts", "Smaller is more exact and slower; the model stays the same."},
  };
  table.insert(table.end(), own.begin(), own.end());
  return table;
}

}  // namespace homeostat::lab
