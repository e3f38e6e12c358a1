// A second thread that stands by for short pieces of work: starting a thread for each would cost
// more than the work, and a thread that has just begun runs where the first one does.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "core/math/flush_denormals.h"

namespace homeostat::math {

class Companion {
 public:
  Companion()
      : thread_([this](const std::stop_token& stop) {
          const FlushDenormals flush;
          work(stop);
        }) {}

  /// Begins it there; finish() is called before the next.
  void begin(std::function<void()> job) {
    {
      const std::lock_guard lock(mutex_);
      job_ = std::move(job);
    }
    changed_.notify_all();
  }
  /// Waits for it.
  void finish() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !job_; });
  }

 private:
  void work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [this] { return bool(job_); })) {
      lock.unlock();
      job_();
      lock.lock();
      job_ = nullptr;
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::function<void()> job_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace homeostat::math
