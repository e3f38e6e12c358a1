#include "core/lab/trial_setup.h"

#include <algorithm>
#include <cmath>

namespace homeostat::lab {

namespace {

/// Where anything begins or ends: the first steps of the segments of a trial, and the step after
/// its last.
std::vector<std::int64_t> boundaries(std::int64_t steps, std::initializer_list<std::int64_t> own,
                                     const std::vector<Overlay>& changes) {
  std::vector<std::int64_t> at{1, steps + 1};
  at.insert(at.end(), own);
  for (const Overlay& change : changes) {
    at.push_back(change.first_step);
    at.push_back(change.end_step);
  }
  std::erase_if(at, [&](std::int64_t step) { return step < 1 || step > steps + 1; });
  std::ranges::sort(at);
  at.erase(std::ranges::unique(at).begin(), at.end());
  return at;
}

}  // namespace

TrialSetup::TrialSetup(const ParameterValues& p)
    : values_(p),
      rates_(rate_parameters(p)),
      tau_trial_(p["tau_trial"]),
      pulse_amplitude_(p["pulse_amplitude"]) {
  const auto to_steps = [&](std::string_view symbol) {
    return static_cast<std::int64_t>(std::llround(p[symbol] / rates_.dt));
  };
  learning_.rule = rule(p);
  learning_.setpoints = setpoints(p);
  learning_.rate_floor = p["rate_floor"];
  learning_.W_min = p["W_min"];
  learning_.pulse_steps = to_steps("pulse_duration") + 1;
  if (is_online(p)) {
    learning_.tau_sensor = p["tau_sensor"];
    learning_.kick_rate = p["kick_rate"];
  }
  pulse_first_ = std::max<std::int64_t>(1, to_steps("pulse_onset"));
  steps_ = trial_steps(p);
  if (!is_online(p)) {
    // A window of w ms holds w / dt + 1 samples, as in the authors' scripts.
    window_first_ = std::max<std::int64_t>(1, steps_ - to_steps("average_window"));
  }
}

std::vector<TrialSetup::Part> TrialSetup::parts(std::initializer_list<std::int64_t> own_boundaries,
                                                const std::vector<Overlay>& changes) const {
  const auto at = boundaries(steps_, own_boundaries, changes);
  std::vector<Part> result;
  for (std::size_t k = 0; k + 1 < at.size(); ++k) {
    Part& part = result.emplace_back();
    part.first_step = at[k];
    part.segment.steps = at[k + 1] - at[k];
    part.segment.parameters = rates_;
    if (changes.empty()) continue;
    ParameterValues values = values_;
    lay_over(changes, at[k], values);
    part.segment.parameters = rate_parameters(values);
  }
  return result;
}

std::vector<TrialSetup::Part> TrialSetup::trial_parts(const std::vector<Overlay>& changes) const {
  const std::int64_t pulse_end = pulse_first_ + learning_.pulse_steps;
  auto result = parts({pulse_first_, pulse_end, window_first_}, changes);
  for (auto& [first_step, segment] : result) {
    const bool in_pulse = first_step >= pulse_first_ && first_step < pulse_end;
    segment.pulse = in_pulse ? pulse_amplitude_ : 0;
    segment.averaged = first_step >= window_first_;
  }
  return result;
}

std::vector<TrialSetup::Part> TrialSetup::online_parts(std::int64_t first_kick,
                                                       const std::vector<Overlay>& changes) const {
  auto result = parts({first_kick}, changes);
  for (Part& part : result) part.segment.pulse = pulse_amplitude_;
  return result;
}

void TrialSetup::end_trial(ei::Rates mean, ei::Rates& average, ei::Weights& weights) const {
  average.E += (mean.E - average.E) / tau_trial_;
  average.I += (mean.I - average.I) / tau_trial_;
  const ei::Rates sensed = ei::sensed_rates(average, learning_.rate_floor);
  const ei::Weights change =
      ei::weight_change(learning_.rule, rates_, sensed, learning_.setpoints, weights);
  weights = ei::updated(weights, change, 1, learning_.W_min);
}

}  // namespace homeostat::lab
