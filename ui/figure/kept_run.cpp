#include "ui/figure/kept_run.h"

#include <utility>

#include "core/lab/parallel.h"
#include "core/lab/run_keeping.h"
#include "core/lab/selective_answer.h"
#include "core/lab/selective_samples.h"
#include "core/lab/selective_theory.h"
#include "ui/experiment_edits.h"

namespace homeostat::ui {

KeptRun::KeptRun(const lab::Experiment& experiment, std::set<std::int64_t> trials, unsigned threads)
    : last_(experiment.trials), trials_(std::move(trials)) {
  run_->start = std::make_shared<const lab::Experiment>(experiment);
  if (!is_run_by_trials(experiment.model())) return;
  engine_.emplace(experiment, threads);
  keep_start(*engine_, *run_);
}

bool KeptRun::run(const std::function<bool(std::int64_t)>& goes_on, lab::Observer* beside) {
  if (!engine_) return solve(goes_on);
  beside_ = beside;
  while (engine_->trials_done() < last_) {
    engine_->advance(1, *this);
    if (goes_on && !goes_on(engine_->trials_done())) break;
  }
  beside_ = nullptr;
  return engine_->trials_done() == last_;
}

bool KeptRun::solve(const std::function<bool(std::int64_t)>& goes_on) {
  const lab::ParameterValues& values = experiment().parameters;
  const std::uint64_t seed = experiment().seed;
  solved_.answer =
      std::make_shared<const lab::SelectiveAnswer>(lab::solve_selective({values, seed}));
  solved_.theory = std::make_shared<const lab::SelectiveTheory>(lab::selective_theory(values));
  std::stop_source stop;
  std::int64_t told = 0;
  const auto show = [&](const lab::SampledLoads& so_far, double) {
    for (; told < so_far.samples_done; ++told)
      if (goes_on && !goes_on(told + 1)) stop.request_stop();
  };
  lab::LoadSampler sampler;
  solved_.samples = std::make_shared<const lab::SampledLoads>(
      sampler.sample({.values = values, .seed = seed, .samples = static_cast<int>(last_)}, show,
                     stop.get_token(), {lab::processor_count()}));
  return !stop.stop_requested();
}

KeptRun::Kept& KeptRun::kept(std::int64_t trial) { return kept_[trial]; }

lab::Trace* KeptRun::trace_for(std::int64_t trial) {
  if (keeps(trial)) return &kept(trial).trace;
  return beside_ != nullptr ? beside_->trace_for(trial) : nullptr;
}

lab::NetworkTrial* KeptRun::network_trial_for(std::int64_t trial) {
  if (!keeps(trial)) return beside_ != nullptr ? beside_->network_trial_for(trial) : nullptr;
  kept(trial).network = std::make_shared<lab::NetworkTrial>();
  // Those that the window would show.
  kept(trial).network->probed = first_probed(experiment().parameters);
  return kept(trial).network.get();
}

void KeptRun::on_trial(const lab::TrialRow& row) {
  run_->rows.append(row);
  keep_units(*engine_, *run_);
  story_.add(row, engine_->parameters());
  if (keeps(row.trial)) keep(row.trial);
  if (beside_ != nullptr) beside_->on_trial(row);
}

void KeptRun::keep(std::int64_t trial) {
  Kept& here = kept(trial);
  here.story = story_;
  if (beside_ == nullptr) return;
  if (lab::Trace* trace = beside_->trace_for(trial)) *trace = here.trace;
  if (!here.network) return;
  if (lab::NetworkTrial* network = beside_->network_trial_for(trial)) *network = *here.network;
}

void KeptRun::add_plane(Kept& kept, View& view) const {
  kept.frame->ghost = lab::ghost_of(experiment(), kept.frame->trial,
                                    run_->row_before(kept.frame->trial), kept.trace);
  const auto problem = lab::plane_problem(experiment().parameters);
  const ei::Weights w = view.row.weights;
  view.plane = range_of_run(lab::initial_weights(experiment().parameters), w);
  kept.point = stability_at(problem, w.EE, w.IE);
  view.point = &kept.point;
  view.picture =
      std::make_shared<const ei::PlanePicture>(plane_picture(problem, grid_over(view.plane)));
}

View KeptRun::view(std::int64_t trial) {
  if (!engine_) {
    View view = view_of(experiment(), nullptr, nullptr, 0);
    view.solved = solved_;
    return view;
  }
  const auto done = static_cast<std::int64_t>(run_->rows.size());
  const std::int64_t shown = trial > 0 ? trial : done;
  Kept& of_trial = kept(shown);
  auto frame = std::make_unique<lab::Frame>();
  frame->run = run_;
  frame->trial = shown;
  frame->trace = of_trial.trace;
  frame->finished = done == last_;
  frame->story = of_trial.story;
  frame->in_force = engine_->parameters();
  if (of_trial.network && of_trial.network->trial > 0) frame->network = of_trial.network;
  of_trial.frame = std::move(frame);
  View view = view_of(experiment(), of_trial.frame.get(), nullptr, shown == done ? 0 : shown);
  view.chosen_cells = first_probed(experiment().parameters);
  if (experiment().model() == lab::Model::two_population) add_plane(of_trial, view);
  return view;
}

}  // namespace homeostat::ui
