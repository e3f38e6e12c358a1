// The rows of the selective neuron [balance]: what it is to learn, what its inputs are like, the
// bound of its weights, and the noise that its answer has to survive.
#include <array>

#include "core/lab/model_tables.h"
#include "core/lab/parameter_rows.h"

namespace homeostat::lab {

namespace {

using namespace rows;

constexpr std::array<std::string_view, 2> solutions{"output_margin", "input_margin"};
constexpr std::array<std::string_view, 4> input_laws{"exponential", "gamma", "binary", "tuned"};

}  // namespace

std::vector<ParameterSpec> selective_table() {
  using enum Section;
  constexpr Allowed share{0, 1, true}, probability{0.001, 0.999, true};
  constexpr double root_2 = 1.4142135623730951;
  // symbol, name, unit, section, slider range, default, step, scale, allowed, takes effect,
  // choices, source, lesson
  return {
      {"rule", "What is made largest", "", rule, 0, 1, 0, 1, linear, any, live, solutions,
       "balance, eq. 4",
       "output_margin: the distance of every potential from threshold. input_margin: that distance "
       "over the norm of the weights. Both are always solved; this one is spoken of."},

      {"N", "Number of inputs", "", network, 50, 3000, 300, 1.1, logarithmic,
       Allowed{10, 6000, true}, at_start, number, "balance, Fig. 3 has 3,000",
       "More inputs come closer to the theory, which is of infinitely many, and take longer."},
      {"alpha", "Load: patterns per input", "", network, 0.02, 2, 0.5, 0.05, linear,
       Allowed{0.001, 10, true}, at_start, number, "balance, Fig. 2a",
       "P = alpha N patterns. More leave less margin, and in the end no solution."},
      {"f_exc", "Share of excitatory inputs", "", network, 0, 1, 0.8, 0.02, linear, share, at_start,
       number, "balance, Fig. 2a",
       "More than phi / (1 + phi) and the last solutions, close to capacity, are unbalanced."},
      {"p_out", "Share of patterns to respond to", "", network, 0.02, 0.98, 0.5, 0.02, linear,
       probability, at_start, number, "balance, Fig. 3 has 0.1 and 0.5",
       "The further from one half, the more patterns fit."},

      {"Gamma", "Upper bound of |w|", "", initial_weights, 0.1, 10, 1, 1.1, logarithmic, positive,
       at_start, number, "balance, Fig. 3",
       "In V_th / sigma_exc. The norm that balanced solutions use up: more is more robust to noise "
       "at "
       "the output, and never to noise at the inputs."},

      {"inputs", "Statistics of the inputs", "", cells, 0, 3, 1, 1, linear, any, at_start,
       input_laws, "balance, SI 4",
       "Independent and never negative. exponential: both populations; gamma: of any shape; "
       "binary: "
       "active or not; tuned: bell-shaped around a preferred stimulus on a ring."},
      {"k_exc", "Shape of E inputs", "", cells, 0.25, 8, 1, 1.1, logarithmic, positive, at_start,
       number, "gamma inputs", "CV = 1 over its root: more is more regular."},
      {"k_inh", "Shape of I inputs", "", cells, 0.25, 8, 2, 1.1, logarithmic, positive, at_start,
       number, "gamma inputs", "CV = 1 over its root: more is more regular."},
      {"theta_exc", "Scale of E inputs", "", cells, 0.1, 10, 1, 1.1, logarithmic, positive,
       at_start, number, "exponential and gamma inputs",
       "Mean and deviation grow with it; the theory's units with the E inputs' deviation."},
      {"theta_inh", "Scale of I inputs", "", cells, 0.1, 10, root_2, 1.1, logarithmic, positive,
       at_start, number, "exponential and gamma inputs",
       "Mean and deviation grow with it, and with them what one inhibitory weight can do."},
      {"p_exc", "Activity of E inputs", "", cells, 0.02, 0.98, 0.5, 0.02, linear, probability,
       at_start, number, "binary inputs; balance, Fig. 5", "Probability of being active."},
      {"p_inh", "Activity of I inputs", "", cells, 0.02, 0.98, 0.5, 0.02, linear, probability,
       at_start, number, "binary inputs; balance, Fig. 5", "Probability of being active."},
      {"A_exc", "Peak of E inputs", "", cells, 0.1, 10, 1, 1.1, logarithmic, positive, at_start,
       number, "tuned inputs; balance, SI 4.3", "Rate at the preferred stimulus."},
      {"A_inh", "Peak of I inputs", "", cells, 0.1, 10, 2, 1.1, logarithmic, positive, at_start,
       number, "tuned inputs; balance, SI 4.3", "Rate at the preferred stimulus."},
      {"delta_exc", "Tuning width of E inputs", "", cells, 0.01, 0.5, 0.05, 1.1, logarithmic,
       positive, at_start, number, "tuned inputs; balance, SI 4.3",
       "In lengths of the ring. Narrow tuning is silent for most stimuli: a large CV."},
      {"delta_inh", "Tuning width of I inputs", "", cells, 0.01, 0.5, 0.1, 1.1, logarithmic,
       positive, at_start, number, "tuned inputs; balance, SI 4.3",
       "Wider than that of E inputs, as in cortex, the CV ratio phi is above 1."},

      {"sigma_out", "Noise at the output", "", noise_and_pulse, 0, 1, 0.2, 0.02, linear,
       not_negative, live, number, "balance, Fig. 1",
       "In V_th: standard deviation of what is added to the potential, anew each time."},
      {"sigma_in", "Noise at the inputs", "", noise_and_pulse, 0, 1, 0.1, 0.02, linear,
       not_negative, live, number, "balance, Fig. 1",
       "In sigma_exc: standard deviation of what is added to every input. The norm of the weights "
       "passes it on."},
  };
}

}  // namespace homeostat::lab
