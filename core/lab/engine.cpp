#include "core/lab/engine.h"

#include <utility>
#include <variant>

#include "core/lab/multi_unit_model.h"
#include "core/lab/network_file.h"
#include "core/lab/protocol.h"
#include "core/lab/spiking_model.h"
#include "core/lab/two_population.h"
#include "core/math/check.h"
#include "core/math/flush_denormals.h"

namespace homeostat::lab {

/// One network under the experiment's protocol.
class Engine::Model {
 public:
  Model(const Experiment& experiment, unsigned threads)
      : protocol_(experiment), network_(make_network(experiment, threads)) {}

  TrialRow run_trial(Observer& observer) {
    apply(protocol_.enter_trial());
    const std::int64_t number = done() + 1;
    Trace* trace = observer.trace_for(number);
    TrialRow row;
    if (auto* two = std::get_if<TwoPopulation>(&network_)) {
      row = two->run_trial(protocol_.trial(), trace);
    } else if (auto* units = std::get_if<MultiUnitModel>(&network_)) {
      row = units->run_trial(protocol_.trial(), observer.network_trial_for(number), trace);
    } else {
      row = spiking().run_trial(protocol_.trial(), observer.network_trial_for(number), trace);
    }
    protocol_.end_trial();
    return row;
  }

  std::vector<Event> edit(std::span<const Change> changes) {
    apply(protocol_.enter_boundary());
    Experiment edited = protocol_.experiment();
    edited.parameters = protocol_.values();
    for (const auto& [symbol, value] : changes) {
      const ParameterSpec& spec = parameter(edited.model(), symbol);
      check_value(spec, value);
      if (spec.takes_effect == TakesEffect::at_start && !ei::is_weight(symbol)) {
        throw InputError(symbol, value_text(spec, value), "a change before the run starts");
      }
      edited.parameters.set(symbol, value);
    }
    validate(edited);
    std::vector<Event> logged;
    for (const auto& [symbol, value] : changes) {
      logged.push_back(protocol_.event_now(symbol, value));
      apply(protocol_.take_in(logged.back()));
    }
    return logged;
  }

  void treat(const Event& event) {
    apply(protocol_.enter_boundary());
    Experiment edited = protocol_.experiment();
    edited.parameters = values();
    edited.events.clear();
    edited.log = {event};
    validate(edited);
    apply(protocol_.take_in(event));
  }

  Event silence() {
    apply(protocol_.enter_boundary());
    Event event = protocol_.event_now(std::string(activity_symbol), 0);
    apply(protocol_.take_in(event));
    return event;
  }

  void resume_from(const TrialRow& row) {
    // What was permanent for the network before this row is already in it.
    protocol_.pass_over(row.trial);
    std::get<TwoPopulation>(network_).resume_from(row);
  }

  void resume_from(const NetworkState& state) {
    for (const Event& event : protocol_.pass_over(state.trial)) {
      if (auto* units = std::get_if<MultiUnitModel>(&network_)) {
        units->note(event, values().model());
      } else if (!ei::is_weight(event.symbol)) {
        spiking().apply(event, values().model());
      }
    }
    std::visit(
        [&](auto& network) {
          if constexpr (requires { network.restore(state); }) network.restore(state);
        },
        network_);
  }

  NetworkState state() const {
    const auto* units = units_or_null();
    return units != nullptr ? units->state(done()) : std::get<SpikingModel>(network_).state(done());
  }

  std::int64_t done() const { return protocol_.trials_done(); }
  const ParameterValues& values() const { return protocol_.values(); }
  SpikingModel& spiking() { return std::get<SpikingModel>(network_); }
  const SpikingModel* spiking_or_null() const { return std::get_if<SpikingModel>(&network_); }
  const MultiUnitModel* units_or_null() const { return std::get_if<MultiUnitModel>(&network_); }

 private:
  using Network = std::variant<TwoPopulation, MultiUnitModel, SpikingModel>;

  static Network make_network(const Experiment& experiment, unsigned threads) {
    if (!is_run_by_trials(experiment.model()))
      throw InputError("model", std::string(model_name(experiment.model())),
                       "a model that is run trial by trial");
    if (experiment.model() == lab::Model::two_population)
      return TwoPopulation(initial_weights(experiment.parameters), experiment.seed);
    if (experiment.model() == lab::Model::multi_unit) return MultiUnitModel(experiment);
    SpikingModel model = experiment.start.empty()
                             ? SpikingModel(experiment.parameters, experiment.seed, experiment.seed)
                             : from_start(experiment);
    model.set_threads(threads);
    return model;
  }

  static SpikingModel from_start(const Experiment& experiment) {
    const NetworkFile start = load_network(experiment.start);
    const ParameterValues& wired = start.experiment.parameters;
    for (const std::string_view symbol : {"N_E", "N_I", "p_conn", "delay_E", "delay_I", "dt"}) {
      require(experiment.parameters[symbol] == wired[symbol], symbol, experiment.parameters[symbol],
              number_text(wired[symbol]) + ", that of the network '" + experiment.start +
                  "' which the experiment starts from");
    }
    SpikingModel model(wired, start.experiment.seed, experiment.seed);
    model.restore(start.state);
    model.set_means(initial_weights(experiment.parameters));
    return model;
  }

  void apply(const Protocol::NetworkEvents& events) {
    for (const Event& event : events)
      std::visit([&](auto& network) { network.apply(event, values().model()); }, network_);
  }

  Protocol protocol_;
  Network network_;
};

Engine::Engine(const Experiment& experiment, unsigned threads) {
  validate(experiment);
  model_ = std::make_unique<Model>(experiment, threads);
}

Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

void Engine::advance(std::int64_t trials, Observer& observer, std::stop_token stop) {
  const math::FlushDenormals flush;
  for (std::int64_t k = 0; k < trials && !stop.stop_requested(); ++k) {
    observer.on_trial(model_->run_trial(observer));
  }
}

std::int64_t Engine::trials_done() const { return model_->done(); }

const ParameterValues& Engine::parameters() const { return model_->values(); }

std::vector<Event> Engine::edit(std::span<const Change> changes) { return model_->edit(changes); }

void Engine::treat(const Event& event) { model_->treat(event); }

Event Engine::reset_activity() { return model_->silence(); }

void Engine::resume_from(const TrialRow& row) { model_->resume_from(row); }

NetworkState Engine::network_state() const { return model_->state(); }

void Engine::resume_from(const NetworkState& state) { model_->resume_from(state); }

const ei::Synapses* Engine::synapses() const {
  const SpikingModel* spiking = model_->spiking_or_null();
  return spiking != nullptr ? &spiking->synapses() : nullptr;
}

const ei::UnitWeights* Engine::unit_weights() const {
  const MultiUnitModel* units = model_->units_or_null();
  return units != nullptr ? &units->weights() : nullptr;
}

std::optional<UnitMoment> Engine::unit_moment() const {
  const MultiUnitModel* units = model_->units_or_null();
  return units != nullptr ? std::optional(units->moment(model_->done())) : std::nullopt;
}

Trace replay_trial(const Experiment& experiment, std::int64_t trial, const TrialRow* before) {
  class Keep : public Observer {
   public:
    Trace* trace_for(std::int64_t) override { return &trace; }
    void on_trial(const TrialRow&) override {}
    Trace trace;
  };
  if (is_online(experiment.parameters)) {
    throw InputError("trial", std::to_string(trial),
                     "trial mode: online rows do not hold the rates");
  }
  Engine engine(experiment);
  if (before != nullptr) engine.resume_from(*before);
  Keep keep;
  engine.advance(1, keep);
  return std::move(keep.trace);
}

}  // namespace homeostat::lab
