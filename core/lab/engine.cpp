#include "core/lab/engine.h"

#include <utility>

#include "core/lab/protocol.h"
#include "core/lab/two_population.h"
#include "core/math/check.h"
#include "core/math/flush_denormals.h"

namespace homeostat::lab {

/// One network under the experiment's protocol.
class Engine::Model {
 public:
  explicit Model(const Experiment& experiment)
      : protocol_(experiment), network_(initial_weights(experiment.parameters), experiment.seed) {}

  TrialRow run_trial(Trace* trace) {
    apply(protocol_.enter_trial());
    const TrialRow row = network_.run_trial(protocol_.trial(), trace);
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
      apply(protocol_.apply(logged.back()));
    }
    return logged;
  }

  Event silence() {
    apply(protocol_.enter_boundary());
    Event event = protocol_.event_now(std::string(activity_symbol), 0);
    apply(protocol_.apply(event));
    return event;
  }

  void resume_from(const TrialRow& row) {
    // What was permanent for the network before this row is already in it.
    protocol_.pass_over(row.trial);
    network_.resume_from(row);
  }

  std::int64_t done() const { return protocol_.trials_done(); }
  const ParameterValues& values() const { return protocol_.values(); }

 private:
  void apply(const Protocol::NetworkEvents& events) {
    for (const Event& event : events) network_.apply(event, values().model());
  }

  Protocol protocol_;
  TwoPopulation network_;
};

Engine::Engine(const Experiment& experiment) {
  validate(experiment);
  model_ = std::make_unique<Model>(experiment);
}

Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

void Engine::advance(std::int64_t trials, Observer& observer, std::stop_token stop) {
  const math::FlushDenormals flush;
  for (std::int64_t k = 0; k < trials && !stop.stop_requested(); ++k) {
    observer.on_trial(model_->run_trial(observer.trace_for(model_->done() + 1)));
  }
}

std::int64_t Engine::trials_done() const { return model_->done(); }

const ParameterValues& Engine::parameters() const { return model_->values(); }

std::vector<Event> Engine::edit(std::span<const Change> changes) { return model_->edit(changes); }

Event Engine::reset_activity() { return model_->silence(); }

void Engine::resume_from(const TrialRow& row) { model_->resume_from(row); }

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
