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
  /// Hands out an answer, perhaps the first of several, each better than the one before.
  using Post = std::function<void(std::unique_ptr<Answer>)>;
  /// Answers by and by; `stop` asks it to give up, because a newer question has come.
  using Progressive =
      std::function<void(const Question&, const Post&, const std::stop_token& stop)>;

  /// `work` runs on a thread of its own.
  explicit LatestTask(std::function<Answer(const Question&)> work)
      : LatestTask(Progressive([work = std::move(work)](const Question& question, const Post& post,
                                                        const std::stop_token&) {
          post(std::make_unique<Answer>(work(question)));
        })) {}

  explicit LatestTask(Progressive work)
      : work_(std::move(work)), thread_([this](const std::stop_token& stop) { loop(stop); }) {}

  ~LatestTask() { cancel(); }

  void ask(Question question) {
    questions_.post(std::make_unique<Question>(std::move(question)));
    {
      const std::lock_guard lock(mutex_);
      asked_ = true;
      present_.request_stop();
    }
    wake_.notify_one();
  }

  /// Gives up whatever is being worked at or waits.
  void cancel() {
    questions_.take();
    const std::lock_guard lock(mutex_);
    present_.request_stop();
  }

  /// The newest answer, or null when none came since the last call. It may belong to a question
  /// that was given up just now.
  std::unique_ptr<Answer> take() { return answers_.take(); }

 private:
  void loop(const std::stop_token& stop) {
    const Post post = [this](std::unique_ptr<Answer> answer) { answers_.post(std::move(answer)); };
    while (!stop.stop_requested()) {
      std::stop_source fresh;
      std::unique_ptr<Question> question;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, stop, [this] { return asked_; });
        asked_ = false;
        present_ = fresh;
        question = questions_.take();
      }
      if (question) work_(*question, post, fresh.get_token());
    }
  }

  Progressive work_;
  LatestSlot<Question> questions_;
  LatestSlot<Answer> answers_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool asked_ = false;
  std::stop_source present_;  ///< of the question being worked at
  std::jthread thread_;       // last: it ends before what it uses
};

}  // namespace homeostat::lab
