#include "core/lab/event.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/math/check.h"

namespace homeostat::lab {

double apply(const Event& event, double present) {
  switch (event.operation) {
    case Operation::add:
      return present + event.value;
    case Operation::scale:
      return present * event.value;
    case Operation::set:
      break;
  }
  return event.value;
}

double value_during_run(const Event& event, const ParameterSpec& spec, double present) {
  const double value = apply(event, present);
  try {
    check_value(spec, value);
  } catch (const InputError& error) {
    throw RunError("event on " + event.symbol + ": " + error.what());
  }
  return value;
}

void change_weight(const Event& event, Model model, ei::Weights& weights) {
  double& weight = *ei::weight(weights, event.symbol);
  weight = value_during_run(event, parameter(model, event.symbol), weight);
}

void add_to_log(std::vector<Event>& log, Event event) {
  // Without an end it is permanent and no end of another.
  const auto begun = event.until_trial
                         ? std::ranges::find_if(log,
                                                [&](Event logged) {
                                                  if (!logged.until_trial) return false;
                                                  logged.until_trial = event.until_trial;
                                                  return logged == event;
                                                })
                         : log.end();
  if (begun != log.end()) {
    *begun = std::move(event);
  } else {
    log.push_back(std::move(event));
  }
}

bool is_network_event(const Event& event) {
  return event.symbol == activity_symbol || event.symbol == lesion_symbol || !event.cells.empty() ||
         ei::is_weight(event.symbol);
}

bool is_permanent(const Event& event, bool online) {
  if (event.until_trial || event.until_ms) return false;
  return online || (event.trial && event.time_ms == 0);
}

std::vector<Overlay> overlays(const std::vector<Event>& events, bool online, std::int64_t trial,
                              std::int64_t steps, std::int64_t steps_before, double dt_ms) {
  const std::int64_t offset = online ? steps_before : 0;
  std::vector<Overlay> active;
  for (const Event& event : events) {
    if (is_permanent(event, online)) continue;
    if (!online) {
      const std::int64_t last = event.until_trial ? *event.until_trial - 1
                                : event.trial     ? *event.trial
                                                  : trial;
      if (trial < event.trial.value_or(1) || trial > last) continue;
    }
    const std::int64_t from = std::llround(event.time_ms / dt_ms) - offset;
    const std::int64_t to =
        event.until_ms ? std::llround(*event.until_ms / dt_ms) - offset : steps + 1;
    const Overlay overlay{event, std::max<std::int64_t>(from, 1), std::min(to, steps + 1)};
    if (overlay.first_step < overlay.end_step) active.push_back(overlay);
  }
  return active;
}

void lay_over(const std::vector<Overlay>& changes, std::int64_t step, ParameterValues& values,
              ei::Weights& weights) {
  lay_over(changes, step, values);
  lay_over(changes, step, values.model(), weights);
}

void lay_over(const std::vector<Overlay>& changes, std::int64_t step, ParameterValues& values) {
  for (const Overlay& change : changes) {
    const Event& event = change.event;
    if (!change.is_active(step) || is_network_event(event)) continue;
    const ParameterSpec& spec = parameter(values.model(), event.symbol);
    values.set(event.symbol, value_during_run(event, spec, values[event.symbol]));
  }
}

void lay_over(const std::vector<Overlay>& changes, std::int64_t step, Model model,
              ei::Weights& weights) {
  for (const Overlay& change : changes) {
    if (change.is_active(step) && ei::is_weight(change.event.symbol))
      change_weight(change.event, model, weights);
  }
}

}  // namespace homeostat::lab
