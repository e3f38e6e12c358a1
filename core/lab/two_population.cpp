#include "core/lab/two_population.h"

namespace homeostat::lab {

namespace {

void prepare(Trace* trace, double dt, std::int64_t steps) {
  if (trace == nullptr) return;
  trace->dt_ms = dt;
  trace->E.resize(static_cast<std::size_t>(steps));
  trace->I.resize(static_cast<std::size_t>(steps));
}

}  // namespace

TwoPopulation::TwoPopulation(const ei::Weights& initial, std::uint64_t seed) : seed_(seed) {
  state_.weights = initial;
}

void TwoPopulation::apply(const Event& event, Model model) {
  if (event.symbol == activity_symbol) {
    state_.neurons = {};
    state_.sensors = {};
    state_.pulse_steps_left = 0;
  } else {
    change_weight(event, model, state_.weights);
  }
}

void TwoPopulation::resume_from(const TrialRow& row) {
  state_.weights = row.weights;
  state_.sensors = row.average;
  state_.neurons = {{}, row.noise};
}

TrialRow TwoPopulation::run_trial(const Protocol::Trial& trial, Trace* trace) {
  const TrialSetup& setup = setup_for(trial.values);
  prepare(trace, setup.dt(), setup.steps());
  return is_online(setup.values()) ? run_online_second(trial, setup, trace)
                                   : run_trial_mode(trial, setup, trace);
}

const TrialSetup& TwoPopulation::setup_for(const ParameterValues& values) {
  if (!setup_ || setup_->values() != values) setup_.emplace(values);
  return *setup_;
}

TrialRow TwoPopulation::run_trial_mode(const Protocol::Trial& trial, const TrialSetup& setup,
                                       Trace* trace) {
  const auto& [number, values, changes] = trial;
  math::GaussianStream gaussians(seed_, static_cast<std::uint64_t>(number), math::Block::noise);
  ei::WindowSum window;
  state_.neurons.rates = {};
  for (auto& [first_step, segment] : setup.trial_parts(changes)) {
    segment.weights = state_.weights;
    lay_over(changes, first_step, values.model(), segment.weights);
    ei::advance(segment, &gaussians, state_.neurons, window,
                trace ? at_step(trace->E, first_step) : nullptr,
                trace ? at_step(trace->I, first_step) : nullptr);
  }
  const ei::Rates mean = window.mean();
  setup.end_trial(mean, state_.sensors, state_.weights);
  return {number, mean, state_.sensors, state_.weights, state_.neurons.noise, {}};
}

TrialRow TwoPopulation::run_online_second(const Protocol::Trial& trial, const TrialSetup& setup,
                                          Trace* trace) {
  const auto& [number, values, changes] = trial;
  const auto stream = static_cast<std::uint64_t>(number);
  math::GaussianStream gaussians(seed_, stream, math::Block::noise);
  math::UniformStream kicks(seed_, stream, math::Block::kicks);
  const std::int64_t first_kick = setup.pulse_first() - (number - 1) * setup.steps();
  ei::WindowSum window;
  for (auto& [first_step, segment] : setup.online_parts(first_kick, changes)) {
    const ei::Weights learned = state_.weights;
    ei::Weights felt = learned;
    lay_over(changes, first_step, values.model(), felt);
    const ei::Weights offset{felt.EE - learned.EE, felt.EI - learned.EI, felt.IE - learned.IE,
                             felt.II - learned.II};
    ei::advance_online(segment, setup.learning(), first_step == first_kick, offset, &gaussians,
                       kicks, state_, window, trace ? at_step(trace->E, first_step) : nullptr,
                       trace ? at_step(trace->I, first_step) : nullptr);
  }
  return {number, window.mean(), state_.sensors, state_.weights, state_.neurons.noise, {}};
}

}  // namespace homeostat::lab
