// Long work on questions that keep changing: answered coarse first, rested or given up at any time,
// and telling how far it is.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>

#include "core/lab/latest_task.h"

namespace homeostat::lab {

/// What is known of an answer by now.
template <class Answer>
struct SoFar {
  Answer answer{};
  double part_done = 0;
  double seconds_left = std::numeric_limits<double>::infinity();  ///< estimated; rests left out
  bool is_finished = false;
  std::string error;  ///< why there is no answer; empty: all is well
};

/// The newest question is worked at. All calls return at once and come from one thread.
template <class Question, class Answer>
class LongTask {
 public:
  /// Hands out the answer as far as it is known. While the task rests it does not return, and
  /// whoever called it rests too.
  using Show = std::function<void(Answer so_far, double part_done)>;
  /// Gives the whole answer; after `stop` whatever there is. Calls `show` from one thread at a
  /// time.
  using Work = std::function<Answer(const Question&, const Show&, const std::stop_token& stop)>;

  /// `on_news` is called on a thread of the task's own whenever take() has something new.
  explicit LongTask(Work work, std::function<void()> on_news = {})
      : work_(std::move(work)),
        on_news_(std::move(on_news)),
        task_([this](const Numbered& asked, const Post& post, const std::stop_token& stop) {
          answer(asked, post, stop);
        }) {}

  void ask(Question question) { task_.ask({++number_, std::move(question)}); }

  /// Stops working; nothing comes until the next question.
  void cancel() {
    ++number_;
    task_.cancel();
  }

  /// Rests until told to go on, with nothing lost. A new question waits.
  void set_resting(bool is_resting) {
    {
      const std::lock_guard lock(mutex_);
      is_resting_ = is_resting;
    }
    wake_.notify_all();
  }

  /// What is known by now of the answer to the newest question, or null when that is nothing new.
  std::unique_ptr<SoFar<Answer>> take() {
    auto news = task_.take();
    return news && news->number == number_
               ? std::make_unique<SoFar<Answer>>(std::move(news->so_far))
               : nullptr;
  }

 private:
  using Clock = std::chrono::steady_clock;
  struct Numbered {
    std::uint64_t number = 0;
    Question question;
  };
  struct News {
    std::uint64_t number = 0;
    SoFar<Answer> so_far;
  };
  using Post = typename LatestTask<Numbered, News>::Post;

  /// Time at work: rests do not count.
  struct Watch {
    Clock::time_point begin = Clock::now();
    double seconds_left(double part_done) const {
      const std::chrono::duration<double> taken = Clock::now() - begin;
      return part_done > 0 ? taken.count() * std::max(0.0, 1 - part_done) / part_done
                           : std::numeric_limits<double>::infinity();
    }
  };

  void answer(const Numbered& asked, const Post& post, const std::stop_token& stop) {
    const auto hand_out = [&](SoFar<Answer> so_far) {
      if (stop.stop_requested()) return;
      post(std::make_unique<News>(News{asked.number, std::move(so_far)}));
      if (on_news_) on_news_();
    };
    rest(stop);
    Watch watch;
    try {
      const Show show = [&](Answer so_far, double part_done) {
        hand_out({std::move(so_far), part_done, watch.seconds_left(part_done), false, {}});
        watch.begin += rest(stop);
      };
      hand_out({work_(asked.question, show, stop), 1, 0, true, {}});
    } catch (const std::exception& failure) {
      hand_out({{}, 0, 0, true, failure.what()});
    }
  }

  /// Gives how long it took.
  Clock::duration rest(const std::stop_token& stop) {
    const auto begin = Clock::now();
    std::unique_lock lock(mutex_);
    wake_.wait(lock, stop, [this] { return !is_resting_; });
    return Clock::now() - begin;
  }

  Work work_;
  std::function<void()> on_news_;
  std::uint64_t number_ = 0;  ///< of the newest question
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool is_resting_ = false;
  LatestTask<Numbered, News> task_;  // last: it ends before what it uses
};

}  // namespace homeostat::lab
