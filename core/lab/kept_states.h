// States that a network has passed through, so that an earlier trial need not be run again from the
// very first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "core/lab/network_state.h"

namespace homeostat::lab {

/// Within so many bytes: when they are used up every second state is let go, and from then on half
/// as many are kept. Of a network too large for that, none. One writer, any number of readers.
class KeptStates {
 public:
  /// In the beginning the state after every `spacing`-th trial.
  KeptStates(std::size_t most_bytes, std::int64_t spacing)
      : most_bytes_(most_bytes), spacing_(spacing) {}

  /// Writer's thread: whether keep() would keep the state after so many trials.
  bool wants(std::int64_t trials_done) const { return trials_done % spacing_ == 0; }
  void keep(NetworkState state);

  /// The latest state that lies before this trial; null: there is none.
  std::shared_ptr<const NetworkState> before(std::int64_t trial) const;
  std::size_t bytes() const;

 private:
  void halve();

  std::size_t most_bytes_;
  std::int64_t spacing_;
  mutable std::mutex mutex_;
  std::size_t bytes_ = 0;
  std::map<std::int64_t, std::shared_ptr<const NetworkState>> states_;  ///< by trials done
};

}  // namespace homeostat::lab
