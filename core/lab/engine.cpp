#include "core/lab/engine.h"

#include <cmath>
#include <utility>

#include "core/lab/two_population.h"
#include "core/math/check.h"
#include "core/math/flush_denormals.h"

namespace homeostat::lab {

/// Applies what is permanent at the boundary of a trial and hands what is temporary to the network.
class Engine::Model {
 public:
  explicit Model(const Experiment& experiment)
      : experiment_(experiment),
        values_(experiment.parameters),
        in_force_(values_),
        online_(is_online(values_)),
        network_(values_, experiment.seed) {}

  TrialRow run_trial(Trace* trace) {
    enter_trial();
    const std::int64_t trial = done_ + 1;
    ParameterValues values = values_for(trial);
    if (values != in_force_) network_.set_parameters(in_force_ = std::move(values));
    const auto changes = overlays(temporary_, online_, trial, network_.steps_per_trial(),
                                  done_ * network_.steps_per_trial(), values_["dt"]);
    const TrialRow row = network_.run_trial(trial, changes, trace);
    done_ = trial;
    log_is_applied_ = false;
    return row;
  }

  std::vector<Event> edit(std::span<const Change> changes) {
    enter_boundary();
    Experiment edited = experiment_;
    edited.parameters = values_;
    for (const auto& [symbol, value] : changes) {
      const ParameterSpec& spec = parameter(values_.model(), symbol);
      check_value(spec, value);
      const bool is_weight = spec.section == Section::initial_weights;
      if (spec.takes_effect == TakesEffect::at_start && !is_weight) {
        throw InputError(symbol, value_text(spec, value), "a change before the run starts");
      }
      edited.parameters.set(symbol, value);
    }
    validate(edited);
    std::vector<Event> logged;
    for (const auto& [symbol, value] : changes) {
      logged.push_back(event_now(symbol, value));
      apply_permanent(logged.back());
    }
    return logged;
  }

  Event silence() {
    enter_boundary();
    Event event = event_now(std::string(activity_symbol), 0);
    apply_permanent(event);
    return event;
  }

  void resume_from(const TrialRow& row) {
    // Whatever was permanent before this row is already in its weights.
    while (done_ < row.trial) {
      enter_trial();
      ++done_;
      log_is_applied_ = false;
    }
    network_.resume_from(row);
  }

  std::int64_t done() const { return done_; }
  const ParameterValues& values() const { return values_; }

 private:
  /// The log's edits come before the protocol's events and before new edits, once per boundary.
  void enter_boundary() {
    if (log_is_applied_) return;
    log_is_applied_ = true;
    apply_at_boundary(experiment_.log);
  }

  void enter_trial() {
    enter_boundary();
    apply_at_boundary(experiment_.events);
  }

  void apply_at_boundary(const std::vector<Event>& events) {
    for (const Event& event : events) {
      if (happens_at_boundary(event)) apply_permanent(event);
    }
  }

  bool happens_at_boundary(const Event& event) const {
    if (!is_permanent(event, online_)) return false;
    if (!online_) return *event.trial == done_ + 1;
    const double now = static_cast<double>(done_) * online_second_ms;
    return event.time_ms <= now && event.time_ms > now - online_second_ms;
  }

  void apply_permanent(const Event& event) {
    if (event.symbol == activity_symbol) {
      network_.silence();
    } else if (double* weight = ei::weight(network_.weights(), event.symbol)) {
      *weight = checked(event, *weight);
    } else {
      values_.set(event.symbol, checked(event, values_[event.symbol]));
    }
  }

  /// Only a learned weight can surprise us here: validate() has seen everything else.
  double checked(const Event& event, double present) const {
    return value_during_run(event, parameter(values_.model(), event.symbol), present);
  }

  Event event_now(std::string symbol, double value) const {
    Event event;
    event.symbol = std::move(symbol);
    event.value = value;
    if (online_) {
      event.time_ms = static_cast<double>(done_) * online_second_ms;
    } else {
      event.trial = done_ + 1;
    }
    return event;
  }

  /// Parameters of a trial with the changes that last for whole trials; the rest is in temporary_.
  ParameterValues values_for(std::int64_t trial) {
    temporary_.clear();
    ParameterValues values = values_;
    for (const Event& event : experiment_.events) {
      if (is_permanent(event, online_)) continue;
      const bool whole =
          !online_ && event.time_ms == 0 && !event.until_ms &&
          parameter(values.model(), event.symbol).section != Section::initial_weights;
      if (!whole) {
        temporary_.push_back(event);
      } else if (trial >= event.trial.value_or(1) &&
                 (!event.until_trial || trial < *event.until_trial)) {
        values.set(event.symbol, checked(event, values[event.symbol]));
      }
    }
    return values;
  }

  static constexpr double online_second_ms = 1000;

  Experiment experiment_;
  ParameterValues values_;    ///< after permanent events and edits
  ParameterValues in_force_;  ///< with what lasts for whole trials laid over them
  bool online_;
  TwoPopulation network_;
  std::vector<Event> temporary_;
  std::int64_t done_ = 0;
  bool log_is_applied_ = false;
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
