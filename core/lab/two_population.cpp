#include "core/lab/two_population.h"

#include <algorithm>
#include <cmath>

namespace homeostat::lab {

namespace {

constexpr double online_row_ms = 1000;

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

void prepare(Trace* trace, double dt, std::int64_t steps) {
  if (trace == nullptr) return;
  trace->dt_ms = dt;
  trace->E.resize(static_cast<std::size_t>(steps));
  trace->I.resize(static_cast<std::size_t>(steps));
}

double* at_step(std::vector<double>& samples, std::int64_t step) {
  return samples.data() + (step - 1);
}

}  // namespace

TwoPopulation::TwoPopulation(const ParameterValues& initial, std::uint64_t seed)
    : seed_(seed), online_(is_online(initial)), values_(initial) {
  state_.weights = initial_weights(initial);
  set_parameters(initial);
}

void TwoPopulation::set_parameters(const ParameterValues& p) {
  values_ = p;
  rates_ = rate_parameters(p);
  const auto to_steps = [&](std::string_view symbol) {
    return static_cast<std::int64_t>(std::llround(p[symbol] / rates_.dt));
  };
  learning_ = {.rule = lab::rule(p),
               .setpoints = setpoints(p),
               .tau_sensor = p["tau_sensor"],
               .rate_floor = p["rate_floor"],
               .W_min = p["W_min"],
               .kick_rate = p["kick_rate"],
               .pulse_steps = to_steps("pulse_duration") + 1};
  tau_trial_ = p["tau_trial"];
  pulse_amplitude_ = p["pulse_amplitude"];
  pulse_first_ = std::max<std::int64_t>(1, to_steps("pulse_onset"));
  if (online_) {
    steps_ = std::llround(online_row_ms / rates_.dt);
  } else {
    steps_ = to_steps("trial_duration");
    // A window of w ms holds w / dt + 1 samples, as in the authors' scripts.
    window_first_ = std::max<std::int64_t>(1, steps_ - to_steps("average_window"));
  }
}

void TwoPopulation::silence() {
  state_.neurons = {};
  state_.sensors = {};
  state_.pulse_steps_left = 0;
}

void TwoPopulation::resume_from(const TrialRow& row) {
  state_.weights = row.weights;
  state_.sensors = row.average;
  state_.neurons = {{}, row.noise};
}

ei::Segment TwoPopulation::segment(std::int64_t first_step,
                                   const std::vector<Overlay>& changes) const {
  ei::Segment result{.parameters = rates_, .weights = state_.weights};
  if (changes.empty()) return result;
  ParameterValues values = values_;
  lay_over(changes, first_step, values, result.weights);
  result.parameters = rate_parameters(values);
  return result;
}

void TwoPopulation::learn() {
  const ei::Rates sensed = ei::sensed_rates(state_.sensors, learning_.rate_floor);
  const ei::Weights change =
      ei::weight_change(learning_.rule, rates_, sensed, learning_.setpoints, state_.weights);
  state_.weights = ei::updated(state_.weights, change, 1, learning_.W_min);
}

TrialRow TwoPopulation::run_trial(std::int64_t trial, const std::vector<Overlay>& changes,
                                  Trace* trace) {
  prepare(trace, rates_.dt, steps_);
  return online_ ? run_online_second(trial, changes, trace) : run_trial_mode(trial, changes, trace);
}

TrialRow TwoPopulation::run_trial_mode(std::int64_t trial, const std::vector<Overlay>& changes,
                                       Trace* trace) {
  math::GaussianStream gaussians(seed_, static_cast<std::uint64_t>(trial), math::Block::noise);
  const std::int64_t pulse_end = pulse_first_ + learning_.pulse_steps;
  const auto at = boundaries(steps_, {pulse_first_, pulse_end, window_first_}, changes);
  ei::WindowSum window;
  state_.neurons.rates = {};
  for (std::size_t k = 0; k + 1 < at.size(); ++k) {
    ei::Segment part = segment(at[k], changes);
    part.steps = at[k + 1] - at[k];
    part.pulse = at[k] >= pulse_first_ && at[k] < pulse_end ? pulse_amplitude_ : 0;
    part.averaged = at[k] >= window_first_;
    ei::advance(part, &gaussians, state_.neurons, window,
                trace ? at_step(trace->E, at[k]) : nullptr,
                trace ? at_step(trace->I, at[k]) : nullptr);
  }
  const ei::Rates mean = window.mean();
  state_.sensors.E += (mean.E - state_.sensors.E) / tau_trial_;
  state_.sensors.I += (mean.I - state_.sensors.I) / tau_trial_;
  learn();
  return {trial, mean, state_.sensors, state_.weights, state_.neurons.noise};
}

TrialRow TwoPopulation::run_online_second(std::int64_t trial, const std::vector<Overlay>& changes,
                                          Trace* trace) {
  const auto stream = static_cast<std::uint64_t>(trial);
  math::GaussianStream gaussians(seed_, stream, math::Block::noise);
  math::UniformStream kicks(seed_, stream, math::Block::kicks);
  const std::int64_t first_kick = pulse_first_ - (trial - 1) * steps_;
  const auto at = boundaries(steps_, {first_kick}, changes);
  ei::WindowSum window;
  for (std::size_t k = 0; k + 1 < at.size(); ++k) {
    ei::Segment part = segment(at[k], changes);
    part.steps = at[k + 1] - at[k];
    part.pulse = pulse_amplitude_;
    const ei::Weights offset{
        part.weights.EE - state_.weights.EE, part.weights.EI - state_.weights.EI,
        part.weights.IE - state_.weights.IE, part.weights.II - state_.weights.II};
    ei::advance_online(part, learning_, at[k] == first_kick, offset, &gaussians, kicks, state_,
                       window, trace ? at_step(trace->E, at[k]) : nullptr,
                       trace ? at_step(trace->I, at[k]) : nullptr);
  }
  return {trial, window.mean(), state_.sensors, state_.weights, state_.neurons.noise};
}

}  // namespace homeostat::lab
