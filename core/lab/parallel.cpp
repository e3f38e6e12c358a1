#include "core/lab/parallel.h"

#if defined(__linux__)
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#endif

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "core/math/flush_denormals.h"

namespace homeostat::lab {

namespace {

void set_priority_of_this_thread(Priority priority) {
#if defined(__linux__)
  // Of this thread alone: on Linux each has its own. A third of what others get.
  constexpr int low_niceness = 5;
  if (priority == Priority::low) setpriority(PRIO_PROCESS, 0, low_niceness);
  // Without the right to it the thread simply stays as it is.
  const sched_param none{};
  if (priority == Priority::background) pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);
#else
  static_cast<void>(priority);
#endif
}

/// What the threads share: the next item, and the first exception.
class Items {
 public:
  Items(std::size_t count, const std::stop_token& stop,
        const std::function<void(std::size_t)>& work)
      : count_(count), stop_(stop), work_(work) {}

  void work_off(Priority priority) {
    set_priority_of_this_thread(priority);
    const math::FlushDenormals flush;
    while (!stop_.stop_requested() && !failed_) {
      const std::size_t item = next_.fetch_add(1);
      if (item >= count_) return;
      try {
        work_(item);
      } catch (...) {
        keep(std::current_exception());
      }
    }
  }

  void throw_what_was_thrown() const {
    if (first_) std::rethrow_exception(first_);
  }

 private:
  void keep(std::exception_ptr exception) {
    const std::lock_guard lock(mutex_);
    if (!first_) first_ = std::move(exception);
    failed_ = true;
  }

  const std::size_t count_;
  const std::stop_token& stop_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::exception_ptr first_;
};

}  // namespace

unsigned processor_count() { return std::max(1u, std::thread::hardware_concurrency()); }

void for_each_item(std::size_t count, Workers workers, const std::stop_token& stop,
                   const std::function<void(std::size_t item)>& work) {
  Items items(count, stop, work);
  {
    const std::size_t threads = std::min<std::size_t>(std::max(1u, workers.threads), count);
    std::vector<std::jthread> pool;
    for (std::size_t k = 0; k < threads; ++k)
      pool.emplace_back([&] { items.work_off(workers.priority); });
  }
  items.throw_what_was_thrown();
}

}  // namespace homeostat::lab
