#include "core/lab/perturbation.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "core/lab/engine.h"
#include "core/lab/event.h"
#include "core/lab/protocol.h"
#include "core/lab/trial_setup.h"

namespace homeostat::lab {

namespace {

constexpr double least_settling_ms = 100;
constexpr double settling_modes = 10;
constexpr std::size_t batches = 10;

bool begins_with(const Event& event, std::int64_t trial) {
  return event.symbol != activity_symbol && is_permanent(event, false) && *event.trial == trial;
}

/// All that is changed in the trial; what is permanent lies over the whole of it.
std::vector<Overlay> changes_in(const Experiment& experiment, std::int64_t trial,
                                std::int64_t steps, double dt_ms) {
  std::vector<Overlay> changes;
  for (const auto* events : {&experiment.log, &experiment.events}) {
    for (const Event& event : *events) {
      if (begins_with(event, trial)) changes.push_back({event, 1, steps + 1});
    }
  }
  for (Overlay& change : overlays(experiment.events, false, trial, steps, 0, dt_ms))
    changes.push_back(std::move(change));
  return changes;
}

/// What the neurons feel: the trial without its changes, and the changes over it.
struct Felt {
  ParameterValues values;
  ei::Weights weights;

  ei::Circuit circuit() const { return {rate_parameters(values), weights}; }
  Felt at(std::int64_t step, const std::vector<Overlay>& changes) const {
    Felt changed = *this;
    lay_over(changes, step, changed.values, changed.weights);
    return changed;
  }
};

/// First step after the pulse; without one, of the trial.
std::int64_t step_after_pulse(const ParameterValues& values) {
  const TrialSetup setup(values);
  return setup.pulse_amplitude() == 0 ? 1 : setup.pulse_first() + setup.learning().pulse_steps;
}

/// Steps from `first` to before `end`.
struct Stretch {
  std::int64_t first = 0, end = 0;
  std::int64_t length() const { return end - first; }
};

/// The longest stretch from step `from` on in which one set of changes acts.
Stretch longest_stretch(const std::vector<Overlay>& changes, std::int64_t from,
                        std::int64_t steps) {
  std::vector<std::int64_t> bounds{from, steps + 1};
  for (const Overlay& change : changes) {
    bounds.push_back(std::max(from, change.first_step));
    bounds.push_back(std::max(from, change.end_step));
  }
  std::ranges::sort(bounds);
  Stretch longest;
  for (std::size_t k = 0; k + 1 < bounds.size(); ++k) {
    const Stretch stretch{bounds[k], bounds[k + 1]};
    const bool is_changed = std::ranges::any_of(changes, [&](const Overlay& change) {
      return change.first_step <= stretch.first && stretch.first < change.end_step;
    });
    if (is_changed && stretch.length() > longest.length()) longest = stretch;
  }
  return longest;
}

double longest_settling_ms(const ei::Circuit& before, const ei::Circuit& after) {
  double longest = least_settling_ms;
  for (const ei::Circuit* circuit : {&before, &after}) {
    const double mode_ms = ei::slowest_mode_ms(*circuit);
    if (std::isfinite(mode_ms)) longest = std::max(longest, settling_modes * mode_ms);
  }
  return longest;
}

double mean(std::span<const double> samples) {
  double sum = 0;
  for (const double sample : samples) sum += sample;
  return sum / static_cast<double>(samples.size());
}

/// Neighbouring samples hang together; means of long parts do not.
double standard_error(std::span<const double> after, std::span<const double> before) {
  const std::size_t length = after.size() / batches;
  std::vector<double> means(batches);
  for (std::size_t k = 0; k < batches; ++k) {
    means[k] = mean(after.subspan(k * length, length)) - mean(before.subspan(k * length, length));
  }
  const double centre = mean(means);
  double squares = 0;
  for (const double m : means) squares += (m - centre) * (m - centre);
  return std::sqrt(squares / static_cast<double>(batches * (batches - 1)));
}

std::span<const double> part(const std::vector<double>& samples, Stretch stretch) {
  return std::span(samples).subspan(static_cast<std::size_t>(stretch.first - 1),
                                    static_cast<std::size_t>(stretch.length()));
}

std::optional<ChangeEffect> compare(const Felt& unchanged, const std::vector<Overlay>& changes,
                                    const Trace& trace, const Trace& ghost) {
  if (trace.E.size() != ghost.E.size() || trace.dt_ms != ghost.dt_ms) return {};
  const auto steps = static_cast<std::int64_t>(trace.E.size());
  const std::int64_t from = std::max(step_after_pulse(unchanged.values),
                                     step_after_pulse(unchanged.at(1, changes).values));
  Stretch stretch = longest_stretch(changes, from, steps);
  if (stretch.length() == 0) return {};
  ChangeEffect result;
  const ei::Circuit circuit = unchanged.circuit();
  result.changed = unchanged.at(stretch.first, changes).circuit();
  result.predicted = ei::predicted_change(circuit, result.changed);
  const std::int64_t settling =
      std::llround(longest_settling_ms(circuit, result.changed) / trace.dt_ms);
  stretch.first += settling;
  if (stretch.length() < settling) return {};
  result.from_ms = static_cast<double>(stretch.first) * trace.dt_ms;
  result.to_ms = static_cast<double>(stretch.end) * trace.dt_ms;
  const auto E = part(trace.E, stretch), ghost_E = part(ghost.E, stretch);
  const auto I = part(trace.I, stretch), ghost_I = part(ghost.I, stretch);
  result.before = {mean(ghost_E), mean(ghost_I)};
  result.after = {mean(E), mean(I)};
  result.standard_error = {standard_error(E, ghost_E), standard_error(I, ghost_I)};
  return result;
}

}  // namespace

Experiment unperturbed(Experiment experiment, std::int64_t trial) {
  // What comes later goes too: without this trial's changes it might not even be allowed.
  const auto is_left_out = [&](const Event& event) {
    if (!is_permanent(event, false)) return true;
    return event.symbol == activity_symbol ? *event.trial > trial : *event.trial >= trial;
  };
  std::erase_if(experiment.events, is_left_out);
  std::erase_if(experiment.log, is_left_out);
  return experiment;
}

Ghost ghost_of(const Experiment& experiment, std::int64_t trial,
               const std::optional<TrialRow>& before, const Trace& trace) {
  if (is_online(experiment.parameters) || trace.E.empty()) return {};
  const auto steps = static_cast<std::int64_t>(trace.E.size());
  const auto changes = changes_in(experiment, trial, steps, trace.dt_ms);
  if (changes.empty()) return {};
  const Experiment without = unperturbed(experiment, trial);
  Ghost ghost{replay_trial(without, trial, before ? &*before : nullptr), {}};
  if (ghost.trace == trace) return {};
  const Felt unchanged{parameters_after(without, trial),
                       before ? before->weights : initial_weights(experiment.parameters)};
  ghost.effect = compare(unchanged, changes, trace, ghost.trace);
  return ghost;
}

}  // namespace homeostat::lab
