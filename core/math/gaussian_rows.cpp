#include "core/math/gaussian_rows.h"

#include <array>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace homeostat::math {

namespace {

/// Large enough that handing over costs nothing, small enough for the shared cache.
constexpr std::size_t batch_pairs = 16;
constexpr std::size_t batches = 4;

}  // namespace

/// Batches of rows that go round between the thread that draws and the one that uses them.
class GaussianRows::Ahead {
 public:
  Ahead(GaussianSource source, std::size_t length, std::size_t rows)
      : source_(std::move(source)), length_(length), pairs_left_((rows + 1) / 2) {
    for (auto& batch : ring_) batch.resize(2 * batch_pairs * length);
    thread_ = std::jthread([this](const std::stop_token& stop) { draw(stop); });
  }

  const float* next() {
    if (row_ == 2 * batch_pairs) give_back();
    if (row_ == 0) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return full_ > 0; });
    }
    return ring_[reading_].data() + row_++ * length_;
  }

 private:
  void give_back() {
    row_ = 0;
    reading_ = (reading_ + 1) % batches;
    {
      const std::lock_guard lock(mutex_);
      --full_;
    }
    changed_.notify_one();
  }

  void draw(const std::stop_token& stop) {
    for (std::size_t writing = 0; pairs_left_ > 0; writing = (writing + 1) % batches) {
      {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [this] { return full_ < batches; })) return;
      }
      float* rows = ring_[writing].data();
      for (std::size_t k = 0; k < batch_pairs && pairs_left_ > 0; ++k, --pairs_left_)
        source_.fill(rows + 2 * k * length_, rows + (2 * k + 1) * length_, length_);
      {
        const std::lock_guard lock(mutex_);
        ++full_;
      }
      changed_.notify_one();
    }
  }

  GaussianSource source_;
  std::size_t length_, pairs_left_;
  std::array<std::vector<float>, batches> ring_;
  std::size_t reading_ = 0, row_ = 0;  ///< of the thread that uses them
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::size_t full_ = 0;
  std::jthread thread_;  // last: it ends before what it uses
};

GaussianRows::GaussianRows(GaussianSource source, std::size_t length, std::size_t rows,
                           bool draws_ahead)
    : source_(std::move(source)), length_(length) {
  if (draws_ahead) {
    ahead_ = std::make_unique<Ahead>(source_, length, rows);
  } else {
    pair_.resize(2 * length);
  }
}

GaussianRows::~GaussianRows() = default;

const float* GaussianRows::next() {
  if (ahead_) return ahead_->next();
  second_is_left_ = !second_is_left_;
  if (!second_is_left_) return pair_.data() + length_;
  source_.fill(pair_.data(), pair_.data() + length_, length_);
  return pair_.data();
}

}  // namespace homeostat::math
