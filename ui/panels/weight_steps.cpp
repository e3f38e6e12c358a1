#include "ui/panels/weight_steps.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/math/check.h"
#include "ui/plots/plot_map.h"

namespace homeostat::ui {
namespace {

/// A step of many trials is drawn through this many of them.
constexpr std::int64_t most_trials_drawn = 200;

std::vector<lab::Event> weight_events(const lab::Experiment& experiment, ei::WeightClass c) {
  std::vector<lab::Event> events;
  for (const lab::Event& event : experiment.events) {
    if (is_weight_step(event, c)) events.push_back(event);
  }
  return events;
}

/// The weight that trial `trial` runs with where no event is at work.
double learned(const lab::Run& run, std::int64_t trial, ei::WeightClass c) {
  if (trial > 1) return run.rows[static_cast<std::size_t>(trial - 2)].weights.array()[c];
  return lab::initial_weights(run.start->parameters).array()[c];
}

double felt(const std::vector<lab::Event>& events, const lab::Run& run, std::int64_t trial,
            ei::WeightClass c) {
  std::array<double, 4> array{};
  array[c] = learned(run, trial, c);
  ei::Weights weights = ei::Weights::from(array);
  lab::ParameterValues unused = run.start->parameters;
  try {
    lab::lay_over(lab::overlays(events, false, trial, 1, 0, 1), 1, unused, weights);
  } catch (const RunError&) {
    return no_value;  // the run has ended here and says why
  }
  return weights.array()[c];
}

}  // namespace

bool is_weight_step(const lab::Event& event, ei::WeightClass c) {
  return event.symbol == ei::weight_symbols[c] && event.cells.empty() && event.time_ms == 0 &&
         !event.until_ms && (event.until_trial || !event.trial);
}

std::vector<QPointF> weight_steps(const lab::Experiment& experiment, const lab::Run& run,
                                  ei::WeightClass c) {
  std::vector<QPointF> line;
  if (run.start == nullptr || lab::is_online(experiment.parameters)) return line;
  const std::vector<lab::Event> events = weight_events(experiment, c);
  const auto done = static_cast<std::int64_t>(run.rows.size());
  for (const lab::Event& event : events) {
    const std::int64_t first = event.trial.value_or(1);
    const std::int64_t end = std::min(event.until_trial.value_or(done + 1), done + 1);
    if (first >= end) continue;
    const std::int64_t stride = (end - first) / most_trials_drawn + 1;
    line.emplace_back(static_cast<double>(first) - 0.5, learned(run, first, c));
    for (std::int64_t trial = first; trial < end; trial += stride) {
      const double value = felt(events, run, trial, c);
      line.emplace_back(static_cast<double>(trial) - 0.5, value);
      line.emplace_back(static_cast<double>(std::min(trial + stride, end)) - 0.5, value);
    }
    line.emplace_back(static_cast<double>(end) - 0.5, learned(run, end, c));
    line.emplace_back(no_value, no_value);
  }
  return line;
}

}  // namespace homeostat::ui
