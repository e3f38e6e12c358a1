// What a selective neuron's laboratory works at: its problem, solved anew with every edit; replica
// theory around it; and margins averaged over random problems while a hand lets it play.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "core/lab/selective_answer.h"
#include "core/lab/selective_samples.h"
#include "core/lab/selective_theory.h"
#include "ui/solved.h"

namespace homeostat::ui {

/// The newest question is worked at, yet while one follows the other, as in a drag, those that are
/// quick are let finish.
template <class Task, class Question>
class NewestQuestion {
 public:
  explicit NewestQuestion(typename Task::Work work) : task_(std::move(work)) {}

  void ask(Question question) {
    waiting_ = std::move(question);
    ask_waiting();
  }
  /// News of the one that is worked at; null: none.
  auto take() {
    auto news = task_.take();
    if (news && news->is_finished) is_working_ = false;
    ask_waiting();
    return news;
  }
  bool is_working() const { return is_working_ || waiting_; }
  Task& task() { return task_; }

 private:
  using Clock = std::chrono::steady_clock;
  void ask_waiting() {
    constexpr auto patience = std::chrono::milliseconds(150);
    if (!waiting_ || (is_working_ && Clock::now() - since_ < patience)) return;
    task_.ask(*std::exchange(waiting_, std::nullopt));
    is_working_ = true;
    since_ = Clock::now();
  }

  std::optional<Question> waiting_;
  bool is_working_ = false;
  Clock::time_point since_;
  Task task_;
};

class Solving {
 public:
  Solving();

  /// Does what has to be done anew. `samples` problems are wanted at every load, while
  /// `samples_on`.
  void ask(const lab::Experiment& experiment, std::int64_t samples, bool samples_on);
  /// True when there is news.
  bool poll();
  const Solved& solved() const { return solved_; }
  /// All samples wanted are there.
  bool has_sampled() const { return has_sampled_; }

 private:
  void ask_for_samples(const lab::Experiment& experiment, std::int64_t samples);

  Solved solved_;
  std::optional<lab::SelectiveQuestion> asked_;
  std::int64_t samples_wanted_ = 0;
  bool has_sampled_ = false;
  NewestQuestion<lab::SelectiveTask, lab::SelectiveQuestion> answer_;
  NewestQuestion<lab::TheoryTask, lab::ParameterValues> theory_;
  lab::SamplesTask samples_;
};

}  // namespace homeostat::ui
