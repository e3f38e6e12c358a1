#include "core/lab/sketch.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/ei/steady_sweep.h"
#include "core/lab/engine.h"
#include "core/lab/selective_theory.h"

namespace homeostat::lab {

namespace {

/// Enough to tell each figure's story.
constexpr std::int64_t most_sketched_trials = 1500;
/// The same of rate units, a trial of which takes a hundred times as long.
constexpr std::int64_t most_unit_trials = 100;
/// More points than a small picture has columns.
constexpr std::size_t most_points = 400;

/// The last of that kind: the figure's outcome. Null when it has none.
const FigurePanel* panel_of(const Figure& figure, std::string_view kind) {
  const FigurePanel* found = nullptr;
  for (const auto& row : figure.rows) {
    for (const FigurePanel& panel : row)
      if (panel.kind == kind) found = &panel;
  }
  return found;
}

struct Kept : Observer {
  explicit Kept(std::int64_t wanted) : wanted_trial(wanted) {}
  Trace* trace_for(std::int64_t trial) override { return trial == wanted_trial ? &trace : nullptr; }
  NetworkTrial* network_trial_for(std::int64_t trial) override {
    return trial == wanted_trial ? &network : nullptr;
  }
  void on_trial(const TrialRow& row) override { rows.push_back(row); }

  std::int64_t wanted_trial;
  std::vector<TrialRow> rows;
  Trace trace;
  NetworkTrial network;
};

Kept run(const Experiment& experiment, std::int64_t trials, const std::stop_token& stop) {
  Kept kept(trials);
  Engine(experiment).advance(trials, kept, stop);
  return kept;
}

void keep_some(std::vector<double>& samples) {
  const std::size_t step = samples.size() / most_points + 1;
  std::size_t kept = 0;
  for (std::size_t k = 0; k < samples.size(); k += step) samples[kept++] = samples[k];
  samples.resize(kept);
}

Sketch averages(const Experiment& experiment, std::int64_t most, const std::stop_token& stop) {
  Sketch sketch;
  sketch.kind = Sketch::Kind::rates;
  sketch.set = setpoints(experiment.parameters);
  for (const TrialRow& row : run(experiment, std::min(experiment.trials, most), stop).rows) {
    sketch.E.push_back(row.average.E);
    sketch.I.push_back(row.average.I);
  }
  keep_some(sketch.E);
  keep_some(sketch.I);
  sketch.highest = 1.5 * std::max(sketch.set.E, sketch.set.I);
  return sketch;
}

Sketch trial(const Experiment& experiment, std::int64_t number, const std::stop_token& stop) {
  Sketch sketch;
  sketch.kind = Sketch::Kind::rates;
  sketch.set = setpoints(experiment.parameters);
  Trace trace = run(experiment, std::max<std::int64_t>(1, number), stop).trace;
  sketch.E = std::move(trace.E);
  sketch.I = std::move(trace.I);
  keep_some(sketch.E);
  keep_some(sketch.I);
  sketch.highest = 1.3 * std::max(sketch.set.E, sketch.set.I);
  return sketch;
}

Sketch plane(const Experiment& experiment) {
  constexpr ei::PlaneGrid papers_window{0, 10, 0, 20, 201, 101};
  Sketch sketch;
  sketch.kind = Sketch::Kind::plane;
  sketch.regions = region_map(plane_problem(experiment.parameters), papers_window);
  return sketch;
}

Sketch spikes(const Experiment& experiment, const std::stop_token& stop) {
  Sketch sketch;
  sketch.kind = Sketch::Kind::spikes;
  NetworkTrial trial = run(experiment, 1, stop).network;
  sketch.sizes = trial.sizes;
  sketch.steps = static_cast<std::int32_t>(std::lround(trial.duration_ms / trial.dt_ms));
  sketch.spikes = std::move(trial.spikes);
  return sketch;
}

Sketch steady(const Experiment& experiment) {
  Sketch sketch;
  sketch.kind = Sketch::Kind::steady;
  sketch.set = setpoints(experiment.parameters);
  const ei::Circuit now{rate_parameters(experiment.parameters),
                        initial_weights(experiment.parameters)};
  for (const auto& point : steady_sweep(now, ei::IE, 0, 2 * now.weights.IE, most_points)) {
    sketch.E.push_back(point.up.E);
    sketch.I.push_back(point.up.I);
  }
  sketch.highest = 2.5 * std::max(sketch.set.E, sketch.set.I);
  return sketch;
}

Sketch selective(const Figure& figure, const std::stop_token& stop) {
  const SelectiveTheory theory =
      selective_theory(figure.experiments.front().experiment.parameters, stop);
  Sketch sketch;
  if (panel_of(figure, "phase_diagram") != nullptr) {
    sketch.kind = Sketch::Kind::capacities;
    sketch.violet = theory.diagram.alpha_b;
    sketch.blue = theory.diagram.alpha_c;
    sketch.highest = 1.2 * std::ranges::max(theory.diagram.alpha_c);
  } else {
    sketch.kind = Sketch::Kind::margins;
    sketch.violet = theory.by_load.kappa_out;
    sketch.blue = theory.by_load.kappa_in;
    sketch.highest = 2;
  }
  return sketch;
}

}  // namespace

Sketch sketch_of(const Figure& figure, const std::stop_token& stop) {
  const bool is_spiking = figure.model() == Model::spiking;
  const auto of = [&](const FigurePanel* panel) -> const Experiment& {
    return figure.experiment(panel->of);
  };
  Sketch sketch;
  if (figure.model() == Model::selective) {
    sketch = selective(figure, stop);
  } else if (const auto* panel = panel_of(figure, "spikes")) {
    sketch = spikes(of(panel), stop);
  } else if (is_spiking) {
    return {};
  } else if ((panel = panel_of(figure, "averages")) && !ei::is_frozen(rule(of(panel).parameters))) {
    sketch = averages(of(panel), most_sketched_trials, stop);
  } else if ((panel = panel_of(figure, "unit_averages"))) {
    sketch = averages(of(panel), most_unit_trials, stop);
  } else if ((panel = panel_of(figure, "stability"))) {
    sketch = plane(of(panel));
  } else if ((panel = panel_of(figure, "trial"))) {
    sketch = trial(of(panel), panel->trial, stop);
  } else if ((panel = panel_of(figure, "paradox"))) {
    sketch = steady(of(panel));
  }
  return stop.stop_requested() ? Sketch{} : sketch;
}

}  // namespace homeostat::lab
