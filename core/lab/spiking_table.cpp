// The rows of the spiking network. Defaults: [paradox, SI, Tables S1 and S2, Fig. 7] as the
// authors' code runs them.
#include <array>

#include "core/lab/model_tables.h"
#include "core/lab/parameter_rows.h"

namespace homeostat::lab {

namespace {

using namespace rows;

constexpr std::array<std::string_view, 2> partner_kinds{"local", "global"};
constexpr std::array<std::string_view, 2> off_on{"off", "on"};

}  // namespace

std::vector<ParameterSpec> spiking_table() {
  using enum Section;
  constexpr Allowed share{0, 1, false};
  constexpr Allowed population{1, 20'000, true};
  constexpr Allowed at_most_one{0, 1, true};
  std::vector<ParameterSpec> table = rule_rows(network_rule_names(), "two_term");
  // symbol, name, unit, section, slider range, default, step, scale, allowed, takes effect,
  // choices, source, lesson
  const std::vector<ParameterSpec> own{
      {"partners", "Whose rates make the other error", "", rule, 0, 1, 0, 1, linear, any, live,
       partner_kinds, "paradox, SI eq. 17",
       "local: the mean over the cells of the other kind that project to the cell. global: the "
       "mean over all of them."},

      {"alpha_EE", "Learning rate of W_EE", "pA/Hz\u00b2", learning_rates, 1e-5, 1e-1, 2.5e-3, 1.2,
       logarithmic, any, live, number, "paradox, SI eq. 16",
       "More makes W_EE learn faster; too much and the network bursts and falls silent."},
      {"alpha_EI", "Learning rate of W_EI", "pA/Hz\u00b2", learning_rates, 1e-5, 1e-1, 2.5e-3, 1.2,
       logarithmic, any, live, number, "paradox, SI eq. 16", "More makes W_EI learn faster."},
      {"alpha_IE", "Learning rate of W_IE", "pA/Hz\u00b2", learning_rates, 1e-5, 1e-1, 2.5e-3, 1.2,
       logarithmic, any, live, number, "paradox, SI eq. 16", "More makes W_IE learn faster."},
      {"alpha_II", "Learning rate of W_II", "pA/Hz\u00b2", learning_rates, 1e-5, 1e-1, 2.5e-3, 1.2,
       logarithmic, any, live, number, "paradox, SI eq. 16", "More makes W_II learn faster."},
      {"beta", "Rate of the homeostatic term", "pA/Hz\u00b2", learning_rates, 1e-5, 1e-1, 2.5e-3,
       1.2, logarithmic, any, live, number, "paradox, SI eq. 16",
       "Two-term rule only. More makes it more homeostatic and less cross-homeostatic."},

      {"E_set", "Excitatory setpoint", "Hz", setpoints, 0.5, 30, 5, 0.5, linear, positive, live,
       number, "paradox, Fig. 7", "The rate every E cell tries to hold in the up-state."},
      {"I_set", "Inhibitory setpoint", "Hz", setpoints, 0.5, 60, 14, 0.5, linear, positive, live,
       number, "paradox, Fig. 7", "The rate every I cell tries to hold in the up-state."},

      {"W_EE", "Initial mean weight from E onto E", "pA", initial_weights, 0, 500, 80, 5, linear,
       not_negative, at_start, number, "paradox, Fig. 7",
       "More recurrent excitation: above about 130 the kick begins to wake the network."},
      {"W_EI", "Initial mean weight from I onto E", "pA", initial_weights, 0, 750, 350, 5, linear,
       not_negative, at_start, number, "paradox, Fig. 7",
       "More inhibition of E: up-states become quieter and shorter."},
      {"W_IE", "Initial mean weight from E onto I", "pA", initial_weights, 0, 500, 100, 5, linear,
       not_negative, at_start, number, "paradox, Fig. 7", "More drive to I."},
      {"W_II", "Initial mean weight from I onto I", "pA", initial_weights, 0, 750, 225, 5, linear,
       not_negative, at_start, number, "paradox, Fig. 7", "More self-inhibition of I."},
      {"W_spread", "Spread of the initial weights", "", initial_weights, 0, 1, 0.2, 0.05, linear,
       not_negative, at_start, number, "paradox, SI",
       "Coefficient of variation; weights that would be negative are 0."},

      {"N_E", "Number of E cells", "", network, 80, 4000, 1600, 10, linear, population, at_start,
       number, "paradox, SI", "More cells: smoother rates, longer computation."},
      {"N_I", "Number of I cells", "", network, 20, 1000, 400, 10, linear, population, at_start,
       number, "paradox, SI", "More cells: smoother inhibition, longer computation."},
      {"p_conn", "Probability of a connection", "", network, 0.01, 1, 0.25, 0.01, linear, share,
       at_start, number, "paradox, SI",
       "More synapses of the same weight: more input to every cell."},
      {"delay_E", "Longest delay from E", "ms", network, 0.1, 5, 1, 0.1, linear, positive, at_start,
       number, "paradox, Table S2", "Delays are uniform from dt to this."},
      {"delay_I", "Longest delay from I", "ms", network, 0.1, 5, 0.5, 0.1, linear, positive,
       at_start, number, "paradox, Table S2", "Late inhibition lets activity swing."},
      {"tau_r_E", "Rise time of E synapses", "ms", network, 0.5, 30, 8, 0.5, linear, positive, live,
       number, "paradox, Table S2", "Slower excitation is steadier excitation."},
      {"tau_d_E", "Decay time of E synapses", "ms", network, 0.5, 100, 23, 0.5, linear, positive,
       live, number, "paradox, Table S2", "Longer currents keep the up-state alive."},
      {"tau_r_I", "Rise time of I synapses", "ms", network, 0.2, 30, 1, 0.1, linear, positive, live,
       number, "paradox, Table S2", "As long as the decay time: an alpha function."},
      {"tau_d_I", "Decay time of I synapses", "ms", network, 0.2, 100, 1, 0.1, linear, positive,
       live, number, "paradox, Table S2", "Slower inhibition comes too late to hold E."},
      {"W_min", "Smallest weight", "pA", network, 0, 100, 10, 1, linear, not_negative, live, number,
       "paradox, SI", "No weight learns its way below this."},
      {"W_max", "Largest weight", "pA", network, 100, 2000, 750, 10, linear, positive, live, number,
       "paradox, SI", "No weight learns its way above this."},

      {"adaptation", "Spike adaptation", "", cells, 0, 1, 1, 1, linear, any, live, off_on,
       "paradox, Fig. 7I",
       "off makes long, even up-states at higher rates, for the paradoxical pulse."},
      {"beta_a", "Adaptation strength of E", "nA ms", cells, 0, 20, 3, 0.5, linear, not_negative,
       live, number, "paradox, Table S1",
       "Each spike adds beta_a / tau_a to a current that slows the cell: 6 pA by default."},
      {"beta_a_I", "Adaptation strength of I", "nA ms", cells, 0, 20, 0, 0.5, linear, not_negative,
       live, number, "paradox, Table S1", "The paper's I cells do not adapt."},
      {"tau_a", "Time constant of adaptation", "ms", cells, 50, 2000, 500, 10, linear, positive,
       live, number, "paradox, Table S1", "More lets adaptation pile up over the up-state."},
      {"E_L", "Resting potential of E", "mV", cells, 0, 13, 7.6, 0.1, linear, any, live, number,
       "paradox, Table S1", "Nearer the threshold: noise alone may wake the network."},
      {"E_L_I", "Resting potential of I", "mV", cells, 0, 13, 6.5, 0.1, linear, any, live, number,
       "paradox, Table S1", "Nearer the threshold: I answers smaller inputs."},
      {"V_thresh", "Threshold", "mV", cells, 15, 30, 20, 0.1, linear, any, live, number,
       "paradox, Table S1", "Where a cell fires."},
      {"V_reset", "Reset", "mV", cells, 0, 20, 14, 0.1, linear, any, live, number,
       "paradox, Table S1", "Where a cell begins again after a spike."},
      {"C", "Capacitance of E", "pF", cells, 50, 500, 200, 10, linear, positive, live, number,
       "paradox, Table S1", "With g_L: a membrane time constant of 20 ms."},
      {"C_I", "Capacitance of I", "pF", cells, 50, 500, 100, 10, linear, positive, live, number,
       "paradox, Table S1", "With g_L: a membrane time constant of 10 ms."},
      {"g_L", "Leak", "nS", cells, 1, 50, 10, 0.5, linear, positive, live, number,
       "paradox, Table S1", "More leak: a faster membrane that needs more current."},
      {"t_ref", "Refractory time of E", "ms", cells, 0, 20, 5, 0.5, linear, not_negative, live,
       number, "paradox, Table S1", "After a spike the potential stays at V_reset so long."},
      {"t_ref_I", "Refractory time of I", "ms", cells, 0, 20, 2, 0.5, linear, not_negative, live,
       number, "paradox, Table S1", "After a spike the potential stays at V_reset so long."},
      {"I_ext", "Steady current into E", "pA", cells, -100, 200, 0, 1, linear, any, live, number,
       "", "125 pA makes a lone E cell fire."},
      {"I_ext_I", "Steady current into I", "pA", cells, -100, 200, 0, 1, linear, any, live, number,
       "paradox, Fig. 7I", "In the up-state more drive to I makes I fire less. Try it."},

      {"noise_sigma", "Noise strength", "mV", noise_and_pulse, 0, 10, 2.5, 0.1, linear,
       not_negative, live, number, "paradox, Table S1",
       "White current noise: the free membrane has sigma / \u221a2 as standard deviation."},
      {"kick_onset", "Kick onset", "ms", noise_and_pulse, 0, 1000, 100, 10, linear, not_negative,
       live, number, "authors' scripts", "When the input that starts the up-state arrives."},
      {"kick_amplitude", "Kick amplitude", "nA", noise_and_pulse, 0, 2, 0.98, 0.01, linear,
       not_negative, live, number, "paradox, SI",
       "Through the kinetics of E synapses: 0.98 is a current of at most 194 pA, just enough for "
       "one spike."},
      {"kick_cells", "Cells kicked", "", noise_and_pulse, 0, 1600, 100, 10, linear, not_negative,
       live, number, "paradox, SI", "The first so many E cells."},

      {"trial_duration", "Trial duration", "ms", protocol, 500, 6000, 1500, 100, linear, positive,
       live, number, "paradox, SI", "An up-state is cut off at the end of the trial."},
      {"tau_trial", "Low-pass over trials", "trials", protocol, 1, 20, 2, 0.5, linear, at_least_one,
       live, number, "paradox, SI", "More remembers more past trials; 1 remembers none."},
      {"rate_floor", "Smallest sensed rate", "Hz", protocol, 0, 5, 1, 0.1, linear, not_negative,
       live, number, "paradox, SI",
       "Lets silent cells learn; stays in the average, as in the authors' code. 0 turns it off."},
      {"dt", "Time step", "ms", protocol, 0.02, 0.5, 0.1, 1.2, logarithmic, at_most_one, at_start,
       number, "paradox, SI", "Smaller is more exact and slower; the model stays the same."},
  };
  table.insert(table.end(), own.begin(), own.end());
  return table;
}

}  // namespace homeostat::lab
