#include "ui/solving.h"

#include <utility>

namespace homeostat::ui {

Solving::Solving()
    : answer_(lab::selective_work()),
      theory_(lab::selective_theory_work()),
      samples_(lab::selective_samples_work()) {}

void Solving::ask(const lab::Experiment& experiment, std::int64_t samples, bool samples_on) {
  const lab::SelectiveQuestion question{experiment.parameters, experiment.seed};
  const bool is_same = asked_ && asked_->is_same_problem(question);
  const bool is_same_kind = asked_ && asked_->seed == question.seed &&
                            ensemble(asked_->values) == ensemble(question.values);
  samples_.set_resting(!samples_on);
  if (!is_same) {
    answer_.ask(question);
    solved_.solving_part = 0;
    theory_.ask(question.values);
  }
  if (!is_same_kind || samples != samples_wanted_) {
    if (!is_same_kind) solved_.samples = nullptr;
    ask_for_samples(experiment, samples);
  }
  asked_ = question;
}

void Solving::ask_for_samples(const lab::Experiment& experiment, std::int64_t samples) {
  samples_wanted_ = samples;
  has_sampled_ = false;
  solved_.sampling_part = 0;
  samples_.ask({.values = experiment.parameters,
                .seed = experiment.seed,
                .samples = static_cast<int>(samples)});
}

bool Solving::poll() {
  bool is_new = false;
  if (auto news = answer_.take()) {
    is_new = true;
    solved_.error = news->error;
    if (news->answer) solved_.answer = std::move(news->answer);
    solved_.solving_part = answer_.is_working() ? news->part_done : -1;
  }
  if (auto news = theory_.take()) {
    is_new = true;
    if (news->answer) solved_.theory = std::move(news->answer);
  }
  if (auto news = samples_.take()) {
    is_new = true;
    solved_.samples = std::make_shared<const lab::SampledLoads>(std::move(news->answer));
    has_sampled_ = news->is_finished;
    solved_.sampling_part = has_sampled_ ? -1 : news->part_done;
    solved_.sampling_seconds_left = news->seconds_left;
  }
  return is_new;
}

}  // namespace homeostat::ui
