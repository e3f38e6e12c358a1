#include "core/lab/spiking_model.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/ei/population_moments.h"
#include "core/lab/experiment.h"
#include "core/lab/spiking_setup.h"
#include "core/lab/treated_cells.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

/// Steps count from 0 here, from 1 in an overlay: what begins with the trial begins with step 0.
std::int64_t overlay_step(std::int64_t step) { return std::max<std::int64_t>(step, 1); }

/// First steps of the stretches in which nothing changes, and the step after the last.
std::vector<std::int64_t> boundaries(const std::vector<Overlay>& changes, std::int64_t steps) {
  std::vector<std::int64_t> at{0, steps};
  for (const Overlay& change : changes) {
    if (change.first_step > 1) at.push_back(std::min(change.first_step, steps));
    at.push_back(std::min(change.end_step, steps));
  }
  std::ranges::sort(at);
  at.erase(std::ranges::unique(at).begin(), at.end());
  return at;
}

/// The event's operation on a class's mean weight: all its weights by the same factor.
void change_class(const Event& event, Model model, ei::Synapses& synapses) {
  ei::Weights mean = synapses.mean();
  const double before = *ei::weight(mean, event.symbol);
  const double after = value_during_run(event, parameter(model, event.symbol), before);
  if (after == before) return;
  if (before == 0)
    throw RunError("event on " + event.symbol + ": the class has no weights that could change");
  const auto c = std::ranges::find(ei::weight_symbols, event.symbol) - ei::weight_symbols.begin();
  synapses.scale_class(static_cast<ei::WeightClass>(c), after / before);
}

}  // namespace

SpikingModel::SpikingModel(const ParameterValues& values, std::uint64_t seed,
                           std::uint64_t noise_seed)
    : seed_(noise_seed),
      network_(std::make_unique<ei::SpikingNetwork>(ei::Synapses::random(wiring(values), seed))),
      averages_(network_->synapses().sizes().all()),
      injected_(static_cast<std::size_t>(network_->synapses().sizes().all()), 0) {}

TrialRow SpikingModel::run_trial(const Protocol::Trial& trial, NetworkTrial* record, Trace* trace) {
  const ParameterValues& p = trial.values;
  ei::Probes probes;
  if (record != nullptr) {
    probes.cells = record->probed;
    probes.states.resize(probes.cells.size());
  }
  Treated treated;
  ei::Spikes spikes = simulate(trial, probes.cells.empty() ? nullptr : &probes, treated);

  const ei::Sizes sizes = synapses().sizes();
  const double duration = p["trial_duration"];
  ei::TrialRates rates =
      ei::trial_rates(spikes, sizes, static_cast<int>(p["kick_cells"]), p["dt"], duration);
  const ei::SpikingLearning learning = spiking_learning(p);
  learn(learning, rates.cells, averages_, network_->synapses());
  TrialRow done = row(trial, rates, learning);
  if (trace != nullptr) *trace = {ei::rate_bin_ms, rates.bins.E, rates.bins.I};
  if (record != nullptr) {
    record->states = std::move(probes.states);
    record->interval_variation = ei::interval_variation(spikes, sizes);
    record->spikes = std::move(spikes);
    record->lesioned = std::move(treated.lesioned);
    record->driven = std::move(treated.driven);
    fill(*record, trial, std::move(rates));
  }
  return done;
}

ei::Spikes SpikingModel::simulate(const Protocol::Trial& trial, ei::Probes* probes,
                                  Treated& treated) {
  const std::int64_t steps = trial_steps(trial.values);
  const bool weights_change = std::ranges::any_of(
      trial.changes, [](const Overlay& change) { return ei::is_weight(change.event.symbol); });
  std::vector<float> learned;
  if (weights_change) {
    const auto weights = synapses().weights();
    learned.assign(weights.begin(), weights.end());
  }
  network_->begin_trial(seed_, static_cast<std::uint64_t>(trial.number));
  const auto at = boundaries(trial.changes, steps);
  for (std::size_t k = 0; k + 1 < at.size(); ++k) {
    const std::int64_t step = overlay_step(at[k]);
    ParameterValues values = trial.values;
    lay_over(trial.changes, step, values);
    network_->cells().set_parameters(lif_parameters(values));
    lay_over_cells(trial.changes, step, treated);
    if (weights_change) lay_over_weights(trial.changes, step, values.model(), learned);
    network_->advance(static_cast<std::int32_t>(at[k + 1] - at[k]), kick(values), probes);
  }
  if (weights_change) network_->synapses().set_weights(learned);
  return network_->spikes();
}

void SpikingModel::lay_over_cells(const std::vector<Overlay>& changes, std::int64_t step,
                                  Treated& treated) {
  std::vector<int> lesioned = lesioned_;
  std::vector<double> current = injected_;
  for (const Overlay& change : changes) {
    if (!change.is_active(step) || change.event.cells.empty()) continue;
    if (change.event.symbol == lesion_symbol) {
      lesioned = after_lesion(change.event, lesioned, synapses().sizes());
    } else {
      inject(change.event, synapses().sizes(), current);
    }
  }
  network_->cells().set_lesioned(lesioned);
  network_->cells().inject(current);
  treated.lesioned = united(treated.lesioned, lesioned);
  treated.driven = united(treated.driven, driven_by(current));
}

void SpikingModel::lay_over_weights(const std::vector<Overlay>& changes, std::int64_t step,
                                    Model model, const std::vector<float>& learned) {
  network_->synapses().set_weights(learned);
  for (const Overlay& change : changes) {
    if (change.is_active(step) && ei::is_weight(change.event.symbol))
      change_class(change.event, model, network_->synapses());
  }
}

TrialRow SpikingModel::row(const Protocol::Trial& trial, const ei::TrialRates& rates,
                           const ei::SpikingLearning& learning) const {
  const ei::Sizes sizes = synapses().sizes();
  const auto averages = ei::population_moments(averages_.before_floor(), sizes);
  return {.trial = trial.number,
          .mean = rates.mean,
          .average = averages.mean,
          .weights = synapses().mean(),
          .noise = {},
          .network = {
              .up_duration_s = rates.duration_s,
              .up_states = static_cast<int>(rates.up.size()),
              .lasts_to_end = rates.lasts_to_end,
              .spread = averages.spread,
              .mse_average = mean_squared_error(averages_.floored(), learning.set, sizes),
              .mse_raw = mean_squared_error(rates.cells, learning.set, sizes),
          }};
}

void SpikingModel::fill(NetworkTrial& record, const Protocol::Trial& trial, ei::TrialRates rates) {
  const ParameterValues& p = trial.values;
  record.trial = trial.number;
  record.sizes = synapses().sizes();
  record.dt_ms = p["dt"];
  record.duration_ms = p["trial_duration"];
  const auto kicked = kick(p);
  record.kicked = kicked ? kicked->cells : 0;
  record.kick_ms = p["kick_onset"];
  record.rates = std::move(rates);
  record.averages.assign(averages_.floored().begin(), averages_.floored().end());
  record.inputs = synapses().inputs();
  record.weights =
      sample_weights(synapses(), record.all_weights ? 1 : usual_sampling(record.sizes));
}

void SpikingModel::apply(const Event& event, Model model) {
  if (event.symbol == activity_symbol) {
    averages_.clear();
  } else if (event.symbol == lesion_symbol) {
    lesioned_ = after_lesion(event, lesioned_, synapses().sizes());
  } else if (!event.cells.empty()) {
    inject(event, synapses().sizes(), injected_);
  } else {
    change_class(event, model, network_->synapses());
  }
}

NetworkState SpikingModel::state(std::int64_t trial) const {
  const auto weights = synapses().weights();
  NetworkState state{trial, {weights.begin(), weights.end()}, {}};
  if (!averages_.is_empty())
    state.averages.assign(averages_.floored().begin(), averages_.floored().end());
  return state;
}

void SpikingModel::set_means(const ei::Weights& means) {
  const auto wanted = means.array(), present = synapses().mean().array();
  for (std::size_t c = 0; c < wanted.size(); ++c) {
    if (present[c] > 0 && wanted[c] != present[c])
      network_->synapses().scale_class(static_cast<ei::WeightClass>(c), wanted[c] / present[c]);
  }
}

void SpikingModel::restore(const NetworkState& state) {
  network_->synapses().set_weights(state.weights);
  averages_.restore(state.averages);
}

}  // namespace homeostat::lab
