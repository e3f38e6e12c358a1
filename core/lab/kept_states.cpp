#include "core/lab/kept_states.h"

#include <utility>

namespace homeostat::lab {
namespace {

std::size_t bytes_of(const NetworkState& state) {
  const std::size_t doubles =
      state.averages.size() + state.unit_weights.size() + state.noise.size();
  return state.weights.size() * sizeof(float) + doubles * sizeof(double);
}

}  // namespace

void KeptStates::keep(NetworkState state) {
  if (!wants(state.trial) || bytes_of(state) > most_bytes_) return;
  const std::int64_t trial = state.trial;
  auto kept = std::make_shared<const NetworkState>(std::move(state));
  const std::lock_guard lock(mutex_);
  bytes_ += bytes_of(*kept);
  states_[trial] = std::move(kept);
  while (bytes_ > most_bytes_) halve();
}

void KeptStates::halve() {
  spacing_ *= 2;
  std::erase_if(states_, [&](const auto& kept) {
    if (wants(kept.first)) return false;
    bytes_ -= bytes_of(*kept.second);
    return true;
  });
}

std::shared_ptr<const NetworkState> KeptStates::before(std::int64_t trial) const {
  const std::lock_guard lock(mutex_);
  const auto after = states_.lower_bound(trial);
  return after == states_.begin() ? nullptr : std::prev(after)->second;
}

std::size_t KeptStates::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace homeostat::lab
