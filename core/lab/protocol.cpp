#include "core/lab/protocol.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace homeostat::lab {

namespace {

constexpr double online_second_ms = 1000;

}  // namespace

Protocol::Protocol(const Experiment& experiment)
    : experiment_(experiment),
      online_(is_online(experiment.parameters)),
      values_(experiment.parameters),
      of_trial_(values_) {
  const auto is_within_trial = [this](const Event& event) {
    return !is_permanent(event, online_) && !lasts_whole_trials(event);
  };
  std::ranges::copy_if(experiment.events, std::back_inserter(within_trial_), is_within_trial);
  for (const Event& event : experiment.log) {
    if (is_within_trial(event)) add_to_log(within_trial_, event);
  }
}

Protocol::NetworkEvents Protocol::enter_boundary() {
  NetworkEvents to_networks;
  if (!log_is_applied_) apply_at_boundary(experiment_.log, to_networks);
  log_is_applied_ = true;
  return to_networks;
}

Protocol::NetworkEvents Protocol::enter_trial() {
  NetworkEvents to_networks = enter_boundary();
  apply_at_boundary(experiment_.events, to_networks);
  return to_networks;
}

Event Protocol::event_now(std::string symbol, double value) const {
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

Protocol::NetworkEvents Protocol::take_in(const Event& edit) {
  NetworkEvents to_networks;
  if (is_permanent(edit, online_)) {
    apply(edit, to_networks);
  } else {
    add_to_log(within_trial_, edit);
  }
  return to_networks;
}

Protocol::Trial Protocol::trial() {
  const std::int64_t number = done_ + 1;
  of_trial_ = values_for(number);
  const std::int64_t steps = trial_steps(of_trial_);
  return {number, of_trial_,
          overlays(within_trial_, online_, number, steps, done_ * steps, values_["dt"])};
}

void Protocol::end_trial() {
  ++done_;
  log_is_applied_ = false;
}

Protocol::NetworkEvents Protocol::pass_over(std::int64_t trials) {
  std::vector<const Event*> passed;
  for (const auto* events : {&experiment_.log, &experiment_.events}) {
    for (const Event& event : *events) {
      if (is_permanent(event, online_) && *event.trial > done_ && *event.trial <= trials)
        passed.push_back(&event);
    }
  }
  std::ranges::stable_sort(passed, {}, [](const Event* event) { return *event->trial; });
  NetworkEvents to_networks;
  for (const Event* event : passed) apply(*event, to_networks);
  done_ = trials;
  return to_networks;
}

void Protocol::apply_at_boundary(const std::vector<Event>& events, NetworkEvents& to_networks) {
  for (const Event& event : events) {
    if (happens_at_boundary(event)) apply(event, to_networks);
  }
}

void Protocol::apply(const Event& permanent, NetworkEvents& to_networks) {
  const std::string& symbol = permanent.symbol;
  if (is_network_event(permanent)) {
    to_networks.push_back(permanent);
  } else {
    values_.set(symbol,
                value_during_run(permanent, parameter(values_.model(), symbol), values_[symbol]));
  }
}

bool Protocol::happens_at_boundary(const Event& event) const {
  if (!is_permanent(event, online_)) return false;
  if (!online_) return *event.trial == done_ + 1;
  const double now = static_cast<double>(done_) * online_second_ms;
  return event.time_ms <= now && event.time_ms > now - online_second_ms;
}

/// A temporary change of a parameter, from the first step of a trial to the last of one.
bool Protocol::lasts_whole_trials(const Event& event) const {
  return !online_ && event.time_ms == 0 && !event.until_ms && !is_network_event(event);
}

ParameterValues Protocol::values_for(std::int64_t trial) const {
  ParameterValues values = values_;
  for (const Event& event : experiment_.events) {
    if (is_permanent(event, online_) || !lasts_whole_trials(event)) continue;
    if (trial >= event.trial.value_or(1) && (!event.until_trial || trial < *event.until_trial)) {
      values.set(event.symbol, value_during_run(event, parameter(values.model(), event.symbol),
                                                values[event.symbol]));
    }
  }
  return values;
}

ParameterValues parameters_after(const Experiment& experiment, std::int64_t trials) {
  if (experiment.events.empty() && experiment.log.empty()) return experiment.parameters;
  Protocol protocol(experiment);
  protocol.pass_over(trials);
  return protocol.values();
}

}  // namespace homeostat::lab
