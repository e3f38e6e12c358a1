// What single rate units had come to, trial by trial, as far as a screen can show it.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace homeostat::lab {

/// After a trial: one number a unit, E first.
struct UnitMoment {
  std::int64_t trial = 0;             ///< 0: before the first
  std::vector<float> averages;        ///< over trials, before the floor, Hz
  std::vector<float> from_E, from_I;  ///< sums of the weights onto it
};

/// Grows by one moment a trial; when there are more than a screen has columns, every second one is
/// let go, and from then on half as many are kept. One writer, any number of readers.
class UnitHistory {
 public:
  static constexpr std::size_t most_moments = 2048;
  using Moments = std::vector<std::shared_ptr<const UnitMoment>>;

  /// Writer's thread: whether add() would keep the moment after that trial.
  bool wants(std::int64_t trial) const { return trial % every_ == 0; }
  void add(UnitMoment moment);

  /// All that are kept, by trial.
  Moments moments() const;

 private:
  std::int64_t every_ = 1;
  mutable std::mutex mutex_;
  Moments moments_;
};

}  // namespace homeostat::lab
