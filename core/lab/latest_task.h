// Expensive answers to a question that keeps changing: the newest question is answered, older ones
// are forgotten.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "core/lab/handoff.h"

namespace homeostat::lab {

template <class Question, class Answer>
class LatestTask {
 public:
  /// `work` runs on a thread of its own.
  explicit LatestTask(std::function<Answer(const Question&)> work)
      : work_(std::move(work)), thread_([this](const std::stop_token& stop) { loop(stop); }) {}

  void ask(Question question) {
    questions_.post(std::make_unique<Question>(std::move(question)));
    {
      const std::lock_guard lock(mutex_);
      asked_ = true;
    }
    wake_.notify_one();
  }

  /// The newest answer, or null when none came since the last call.
  std::unique_ptr<Answer> take() { return answers_.take(); }

 private:
  void loop(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, stop, [this] { return asked_; });
        asked_ = false;
      }
      if (const auto question = questions_.take()) {
        answers_.post(std::make_unique<Answer>(work_(*question)));
      }
    }
  }

  std::function<Answer(const Question&)> work_;
  LatestSlot<Question> questions_;
  LatestSlot<Answer> answers_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool asked_ = false;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace homeostat::lab
