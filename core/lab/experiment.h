// An experiment is one value that determines a run: same experiment, same bits.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/ei/plasticity.h"
#include "core/ei/rate_model.h"
#include "core/ei/stability.h"
#include "core/lab/event.h"
#include "core/lab/parameters.h"

namespace homeostat::lab {

struct Experiment {
  std::string name = "untitled";
  std::string title;                ///< for people; may be empty
  std::string look_for;             ///< one line: what to watch; may be empty
  std::vector<std::string> panels;  ///< of panels.h: what shows it best, up to four; may be empty
  ParameterValues parameters{Model::two_population};
  /// Rate units: a NumPy file of all weights, taken as they are (row = receiving unit, E first).
  /// Spiking: the network whose wiring and weights it begins with (network_file.h), a built-in name
  /// or a file; empty: a random one. Each class's weights are scaled to the mean that W_XY says.
  std::string start;
  /// Online mode: seconds. Of a selective neuron: how many problems are drawn and solved.
  std::int64_t trials = 1000;
  std::uint64_t seed = 1;
  std::vector<Event> events;  ///< the protocol
  std::vector<Event> log;     ///< what a hand did while it ran

  Model model() const { return parameters.model(); }
  bool operator==(const Experiment&) const = default;
};

/// Throws InputError for the first thing that cannot be run, conditions between parameters
/// included.
void validate(const Experiment& experiment);

/// One assignment as a person writes it: "alpha" = "5e-4", "rule" = "two_term".
struct Assignment {
  std::string symbol;
  std::string value;
};

/// The experiment with the assignments made, whatever their order: first the rule (which brings its
/// own default learning rates), then `alpha` (shorthand for the four rates and, where the rule uses
/// it, beta), then everything else. Throws InputError; the result is not yet validated as a whole.
Experiment with_assignments(Experiment experiment, std::span<const Assignment> assignments);

/// Chooses rule or mode, which bring their own learning rates.
void set_with_learning_rates(ParameterValues& values, std::string_view rule_or_mode, double value);

/// Sets all learning rates to what `alpha` stands for under the present rule.
void set_alpha(ParameterValues& values, double alpha);

/// The rule's own learning rate in the present mode: online mode counts per ms, a hundredth.
double default_alpha(const ParameterValues& values);

/// What of the experiment differs from `base`: symbols, in the order of the table.
std::vector<std::string> changed_symbols(const ParameterValues& values,
                                         const ParameterValues& base);

// The parameters as the models take them.
ei::Rule rule(const ParameterValues& values);
ei::Setpoints setpoints(const ParameterValues& values);
ei::Weights initial_weights(const ParameterValues& values);
ei::RateParameters rate_parameters(const ParameterValues& values);
ei::PlaneProblem plane_problem(const ParameterValues& values);
bool is_online(const ParameterValues& values);
/// Of a trial; online mode: of a second.
std::int64_t trial_steps(const ParameterValues& values);

}  // namespace homeostat::lab
