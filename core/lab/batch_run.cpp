#include "core/lab/batch_run.h"

#include "core/math/check.h"
#include "core/math/flush_denormals.h"

namespace homeostat::lab {

namespace {

const Experiment& checked(const Experiment& experiment) {
  validate(experiment);
  if (is_online(experiment.parameters)) {
    throw InputError("mode", "online", "trial: many runs side by side learn after trials only");
  }
  return experiment;
}

}  // namespace

BatchRun::BatchRun(const Experiment& experiment, std::span<const ei::Weights> starts,
                   math::VectorPath path)
    : protocol_(checked(experiment)), lanes_(path) {
  networks_.reserve(starts.size());
  for (const ei::Weights& weights : starts) networks_.push_back({networks_.size(), weights, {}});
}

void BatchRun::advance(std::int64_t trials, BatchObserver& observer, const std::stop_token& stop) {
  const math::FlushDenormals flush;
  for (std::int64_t k = 0; k < trials && !networks_.empty() && !stop.stop_requested(); ++k)
    run_trial(observer);
}

void BatchRun::run_trial(BatchObserver& observer) {
  enter_trial(protocol_.enter_trial(), observer);
  const Protocol::Trial trial = protocol_.trial();
  if (!setup_ || setup_->values() != trial.values) setup_.emplace(trial.values);
  simulate(trial, laid_out(trial, observer));
  learn(trial, observer);
  protocol_.end_trial();
}

/// Lets the others go and moves the rest together. Asks once for each, in their order.
template <class GoesOn>
void BatchRun::keep_if(GoesOn&& goes_on) {
  std::size_t kept = 0;
  for (Network& network : networks_) {
    if (goes_on(network)) networks_[kept++] = network;
  }
  networks_.resize(kept);
}

/// Does the action to each network; one that throws has failed.
template <class Action>
void BatchRun::keep_those_that_can(BatchObserver& observer, Action&& action) {
  keep_if([&](Network& network) {
    try {
      action(network);
      return true;
    } catch (const RunError& error) {
      observer.on_failure(network.run, error.what());
      return false;
    }
  });
}

void BatchRun::enter_trial(const Protocol::NetworkEvents& events, BatchObserver& observer) {
  for (const Event& event : events) {
    if (event.symbol == activity_symbol) {
      lanes_.set_noise({});
      for (Network& network : networks_) network.average = {};
    } else {
      keep_those_that_can(observer, [&](Network& network) {
        change_weight(event, parameters().model(), network.weights);
      });
    }
  }
}

BatchRun::Parts BatchRun::laid_out(const Protocol::Trial& trial, BatchObserver& observer) {
  Parts parts = setup_->trial_parts(trial.changes);
  if (trial.changes.empty()) return parts;
  keep_those_that_can(observer, [&](const Network& network) {
    for (const auto& part : parts) {
      ei::Weights felt = network.weights;
      lay_over(trial.changes, part.first_step, parameters().model(), felt);
    }
  });
  return parts;
}

void BatchRun::simulate(const Protocol::Trial& trial, const Parts& parts) {
  const Experiment& experiment = protocol_.experiment();
  math::GaussianStream gaussians(experiment.seed, static_cast<std::uint64_t>(trial.number),
                                 math::Block::noise);
  lanes_.begin_trial(networks_.size());
  felt_.resize(networks_.size());
  for (const auto& [first_step, segment] : parts) {
    for (std::size_t k = 0; k < networks_.size(); ++k) {
      felt_[k] = networks_[k].weights;
      lay_over(trial.changes, first_step, experiment.model(), felt_[k]);
    }
    lanes_.advance(segment, felt_, &gaussians);
  }
}

void BatchRun::learn(const Protocol::Trial& trial, BatchObserver& observer) {
  std::size_t lane = 0;
  keep_if([&](Network& network) {
    const ei::Rates mean = lanes_.mean(lane++);
    setup_->end_trial(mean, network.average, network.weights);
    return observer.on_trial(
        network.run, {trial.number, mean, network.average, network.weights, lanes_.noise(), {}});
  });
}

}  // namespace homeostat::lab
