#include "core/lab/multi_unit_model.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "core/ei/multi_unit_learning.h"
#include "core/ei/population_moments.h"
#include "core/lab/cell_set.h"
#include "core/lab/multi_unit_setup.h"
#include "core/lab/treated_cells.h"
#include "core/math/check.h"
#include "core/math/numbers.h"

namespace homeostat::lab {

namespace {

ei::WeightClass class_of(std::string_view symbol) {
  return static_cast<ei::WeightClass>(std::ranges::find(ei::weight_symbols, symbol) -
                                      ei::weight_symbols.begin());
}

/// The event's operation on a class's mean sum, all its weights by the same factor; or on the
/// weights among chosen units.
void change_weights(const Event& event, Model model, ei::UnitWeights& weights) {
  const ei::WeightClass c = class_of(event.symbol);
  if (!event.cells.empty()) {
    weights.scale(c, event.value, parse_cells(event.cells, weights.sizes()));
    return;
  }
  ei::Weights mean = weights.mean_sums();
  const double before = *ei::weight(mean, event.symbol);
  const double after = value_during_run(event, parameter(model, event.symbol), before);
  if (after == before) return;
  if (before == 0)
    throw RunError("event on " + event.symbol + ": the class has no weights that could change");
  weights.scale(c, after / before);
}

bool is_setpoint(const Event& event) { return event.symbol == "E_set" || event.symbol == "I_set"; }

void change_setpoints(const Event& event, Model model, ei::Sizes sizes,
                      std::vector<double>& setpoints) {
  for (const int unit : parse_cells(event.cells, sizes)) {
    double& own = setpoints[static_cast<std::size_t>(unit)];
    own = value_during_run(event, parameter(model, event.symbol), own);
  }
}

/// One sample a ms, as near as the time step allows.
std::int64_t steps_a_sample(double dt_ms) {
  return std::max<std::int64_t>(1, std::llround(1 / dt_ms));
}

/// The same for all units of a population.
std::vector<double> spread_out(ei::Rates of_population, ei::Sizes sizes) {
  std::vector<double> of_units(static_cast<std::size_t>(sizes.all()), of_population.I);
  std::fill_n(of_units.begin(), sizes.E, of_population.E);
  return of_units;
}

/// Share of each population's units that are silent.
ei::Rates silent_share(std::vector<double> rates, ei::Sizes sizes) {
  for (double& rate : rates) rate = rate < silent_below_hz ? 1 : 0;
  return ei::population_moments(rates, sizes).mean;
}

}  // namespace

MultiUnitModel::MultiUnitModel(const Experiment& experiment)
    : seed_(experiment.seed),
      weights_(initial_unit_weights(experiment)),
      units_(weights_.sizes(), precision_of(experiment.parameters)),
      averages_(static_cast<std::size_t>(weights_.sizes().all()), 0),
      current_(averages_.size(), 0) {
  const auto scales = std::ranges::find_if(experiment.events, [](const Event& event) {
    return ei::is_weight(event.symbol) && !event.cells.empty();
  });
  if (scales != experiment.events.end()) follow_block(*scales);
}

void MultiUnitModel::follow_block(const Event& event) {
  block_.emplace(Block{class_of(event.symbol), parse_cells(event.cells, weights_.sizes())});
}

const TrialSetup& MultiUnitModel::setup_for(const ParameterValues& values) {
  if (!setup_ || setup_->values() != values) setup_.emplace(values);
  return *setup_;
}

MultiUnitModel::Treated MultiUnitModel::treated_at(const std::vector<Overlay>& changes,
                                                   std::int64_t step) const {
  Treated treated{lesioned_, current_};
  for (const Overlay& change : changes) {
    const Event& event = change.event;
    if (!change.is_active(step)) continue;
    if (event.symbol == lesion_symbol) {
      treated.lesioned = after_lesion(event, treated.lesioned, weights_.sizes());
    } else if (event.symbol == "I_ext" && !event.cells.empty()) {
      inject(event, weights_.sizes(), treated.current);
    }
  }
  return treated;
}

std::vector<double> MultiUnitModel::setpoints_in(const Protocol::Trial& trial,
                                                 std::int64_t last_step) const {
  const ei::Sizes sizes = weights_.sizes();
  const ei::Setpoints set = setpoints(trial.values);
  std::vector<double> own = spread_out({set.E, set.I}, sizes);
  const Model model = trial.values.model();
  for (const Event& event : own_setpoints_) change_setpoints(event, model, sizes, own);
  for (const Overlay& change : trial.changes) {
    if (change.is_active(last_step) && is_setpoint(change.event) && !change.event.cells.empty())
      change_setpoints(change.event, model, sizes, own);
  }
  return own;
}

void MultiUnitModel::simulate(const Protocol::Trial& trial, NetworkTrial* record, Trace* trace) {
  const TrialSetup& setup = setup_for(trial.values);
  const Model model = trial.values.model();
  if (trace != nullptr) {
    trace->dt_ms = setup.dt();
    trace->E.resize(static_cast<std::size_t>(setup.steps()));
    trace->I.resize(static_cast<std::size_t>(setup.steps()));
  }
  ei::UnitSamples* samples = nullptr;
  if (record != nullptr) {
    record->samples = {steps_a_sample(setup.dt()), weights_.sizes(), {}, {}, {}};
    samples = &record->samples;
    samples->rates.reserve(static_cast<std::size_t>(setup.steps() / samples->every) *
                           averages_.size());
    record->lesioned.clear();
    record->driven.clear();
  }
  units_.begin_trial(
      math::GaussianSource(seed_, static_cast<std::uint64_t>(trial.number), math::Block::noise));
  for (const auto& [first_step, segment] : setup.trial_parts(trial.changes)) {
    std::optional<ei::UnitWeights> changed;
    for (const Overlay& change : trial.changes) {
      if (!change.is_active(first_step) || !ei::is_weight(change.event.symbol)) continue;
      if (!changed) changed = weights_;
      change_weights(change.event, model, *changed);
    }
    const Treated treated = treated_at(trial.changes, first_step);
    if (record != nullptr) {
      record->lesioned = united(record->lesioned, treated.lesioned);
      record->driven = united(record->driven, driven_by(treated.current));
    }
    units_.advance(segment, changed ? *changed : weights_, {treated.current, treated.lesioned},
                   trace ? at_step(trace->E, first_step) : nullptr,
                   trace ? at_step(trace->I, first_step) : nullptr, samples);
  }
}

TrialRow MultiUnitModel::run_trial(const Protocol::Trial& trial, NetworkTrial* record,
                                   Trace* trace) {
  simulate(trial, record, trace);
  const std::vector<double> means = units_.window_means();
  const std::vector<double> set = setpoints_in(trial, setup_->steps());
  ei::learn(multi_unit_learning(trial.values), set, means, averages_, weights_);
  require_numbers(trial.number, means);
  if (record != nullptr) fill(*record, trial, means);
  return row(trial, means, set);
}

void MultiUnitModel::fill(NetworkTrial& record, const Protocol::Trial& trial,
                          const std::vector<double>& means) const {
  const ei::Sizes sizes = weights_.sizes();
  record.trial = trial.number;
  record.sizes = sizes;
  record.dt_ms = trial.values["dt"];
  record.duration_ms = trial.values["trial_duration"];
  record.rates.cells = means;
  const auto moments = ei::population_moments(means, sizes);
  record.rates.mean = moments.mean;
  record.rates.spread = moments.spread;
  record.interval_variation = {nan, nan};
  record.averages = averages_;
  record.inputs = weights_.inputs();
  record.weights = all_weights(weights_);
}

void MultiUnitModel::require_numbers(std::int64_t trial, const std::vector<double>& means) const {
  const ei::Sizes sizes = weights_.sizes();
  for (int unit = 0; unit < sizes.all(); ++unit) {
    const bool has_rate = std::isfinite(means[static_cast<std::size_t>(unit)]);
    if (has_rate && weights_.matrix().row(unit).allFinite()) continue;
    throw RunError("trial " + std::to_string(trial) + ", unit " + cells_text({unit}, sizes) + ": " +
                   (has_rate ? "a weight onto it" : "its rate") +
                   " is no number any more; a smaller learning rate may help");
  }
}

TrialRow MultiUnitModel::row(const Protocol::Trial& trial, const std::vector<double>& means,
                             std::span<const double> set) const {
  const ei::Sizes sizes = weights_.sizes();
  const auto averages = ei::population_moments(averages_, sizes);
  NetworkSummary summary;
  summary.spread = averages.spread;
  summary.mse_average = ei::mean_squared_error(averages_, set);
  summary.mse_raw = ei::mean_squared_error(means, set);
  std::vector<double> sensed = averages_;
  for (double& rate : sensed) rate = std::max(rate, trial.values["rate_floor"]);
  summary.sensed = ei::population_moments(sensed, sizes).mean;
  summary.mse_means =
      ei::mean_squared_error(spread_out(summary.sensed, sizes),
                             spread_out(ei::population_moments(set, sizes).mean, sizes));
  summary.silent = silent_share(means, sizes);
  if (block_) summary.contrast = weights_.contrast(block_->weight_class, block_->units);
  return {.trial = trial.number,
          .mean = ei::population_moments(means, sizes).mean,
          .average = averages.mean,
          .weights = weights_.mean_sums(),
          .noise = {},
          .network = summary};
}

void MultiUnitModel::apply(const Event& event, Model model) {
  if (event.symbol == activity_symbol) {
    std::ranges::fill(averages_, 0);
    units_.clear_noise();
  } else if (event.symbol == lesion_symbol) {
    lesioned_ = after_lesion(event, lesioned_, weights_.sizes());
  } else if (ei::is_weight(event.symbol)) {
    change_weights(event, model, weights_);
    if (!event.cells.empty()) follow_block(event);
  } else if (is_setpoint(event)) {
    own_setpoints_.push_back(event);
  } else {
    inject(event, weights_.sizes(), current_);
  }
}

void MultiUnitModel::note(const Event& event, Model model) {
  if (!ei::is_weight(event.symbol)) return apply(event, model);
  if (!event.cells.empty()) follow_block(event);
}

NetworkState MultiUnitModel::state(std::int64_t trial) const {
  const Eigen::MatrixXd& weights = weights_.matrix();
  return {.trial = trial,
          .weights = {},
          .averages = averages_,
          .unit_weights = {weights.data(), weights.data() + weights.size()},
          .noise = units_.noise()};
}

void MultiUnitModel::restore(const NetworkState& state) {
  const ei::Sizes sizes = weights_.sizes();
  const Eigen::Map<const Eigen::MatrixXd> weights(state.unit_weights.data(), sizes.all(),
                                                  sizes.all());
  weights_ = {sizes, weights};
  averages_ = state.averages;
  units_.set_noise(state.noise);
}

UnitMoment MultiUnitModel::moment(std::int64_t trial) const {
  UnitMoment moment{trial, {averages_.begin(), averages_.end()}, {}, {}};
  for (const ei::Rates& sum : weights_.inputs()) {
    moment.from_E.push_back(static_cast<float>(sum.E));
    moment.from_I.push_back(static_cast<float>(sum.I));
  }
  return moment;
}

}  // namespace homeostat::lab
