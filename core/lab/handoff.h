// The two ways data cross threads here; the only threading primitives of the project.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>

namespace homeostat::lab {

/// Newest wins: holds at most one value; posting replaces one nobody took.
template <class T>
class LatestSlot {
 public:
  /// Returns the value that was not taken, to be filled again without a new allocation.
  std::unique_ptr<T> post(std::unique_ptr<T> value) {
    const std::lock_guard lock(mutex_);
    std::swap(value_, value);
    return value;
  }

  /// The newest value, or null when nothing came since the last call.
  std::unique_ptr<T> take() {
    const std::lock_guard lock(mutex_);
    return std::move(value_);
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<T> value_;
};

/// Append-only rows: one writer, any number of readers, nothing ever moves or is lost.
template <class Row>
class RecordLog {
 public:
  static constexpr std::size_t chunk_rows = 1024;

  RecordLog() = default;
  RecordLog(const RecordLog&) = delete;
  RecordLog& operator=(const RecordLog&) = delete;

  ~RecordLog() {
    for (Chunk* chunk = first_.load(); chunk != nullptr;)
      delete std::exchange(chunk, chunk->next.load());
  }

  /// Writer's thread only.
  void append(Row row) {
    const std::size_t at = size_.load(std::memory_order_relaxed);
    if (at % chunk_rows == 0) {
      auto* fresh = new Chunk;
      if (last_ == nullptr) {
        first_.store(fresh, std::memory_order_release);
      } else {
        last_->next.store(fresh, std::memory_order_release);
      }
      last_ = fresh;
    }
    last_->rows[at % chunk_rows] = std::move(row);
    size_.store(at + 1, std::memory_order_release);
  }

  /// Rows that may be read; grows at any moment.
  std::size_t size() const { return size_.load(std::memory_order_acquire); }
  bool empty() const { return size() == 0; }

  /// Calls visit(row) for the rows [from, to); to is clipped to size().
  template <class Visit>
  void for_each(std::size_t from, std::size_t to, Visit&& visit) const {
    to = std::min(to, size());
    std::size_t base = 0;
    for (const Chunk* chunk = first_.load(std::memory_order_acquire); chunk != nullptr && base < to;
         chunk = chunk->next.load(std::memory_order_acquire), base += chunk_rows) {
      const std::size_t end = std::min(to, base + chunk_rows);
      for (std::size_t i = std::max(from, base); i < end; ++i) visit(chunk->rows[i - base]);
    }
  }

  /// Row `at`, which must be below size().
  Row operator[](std::size_t at) const {
    Row found{};
    for_each(at, at + 1, [&](const Row& row) { found = row; });
    return found;
  }

 private:
  struct Chunk {
    std::array<Row, chunk_rows> rows{};
    std::atomic<Chunk*> next{nullptr};
  };

  std::atomic<std::size_t> size_{0};
  std::atomic<Chunk*> first_{nullptr};
  Chunk* last_ = nullptr;
};

}  // namespace homeostat::lab
