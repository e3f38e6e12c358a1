// Threads that stand by to share short pieces of work with the one that asks for it.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <list>

#include "core/math/companion.h"

namespace homeostat::math {

class Team {
 public:
  /// `threads`: with the one that asks.
  explicit Team(unsigned threads) {
    for (unsigned k = 1; k < threads; ++k) others_.emplace_back();
  }

  /// Calls work(item), which throws nothing, once for each item below `count`, in any order;
  /// returns when all are done. One thread asks at a time.
  void share(std::size_t count, const std::function<void(std::size_t item)>& work) {
    std::atomic<std::size_t> next{0};
    const auto work_off = [&] {
      for (std::size_t item; (item = next.fetch_add(1)) < count;) work(item);
    };
    for (Companion& other : others_) other.begin(work_off);
    work_off();
    for (Companion& other : others_) other.finish();
  }

 private:
  std::list<Companion> others_;
};

}  // namespace homeostat::math
