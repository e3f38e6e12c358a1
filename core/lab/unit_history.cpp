#include "core/lab/unit_history.h"

#include <utility>

namespace homeostat::lab {

void UnitHistory::add(UnitMoment moment) {
  if (!wants(moment.trial)) return;
  auto kept = std::make_shared<const UnitMoment>(std::move(moment));
  const std::lock_guard lock(mutex_);
  moments_.push_back(std::move(kept));
  if (moments_.size() <= most_moments) return;
  every_ *= 2;
  std::erase_if(moments_, [this](const auto& old) { return !wants(old->trial); });
}

UnitHistory::Moments UnitHistory::moments() const {
  const std::lock_guard lock(mutex_);
  return moments_;
}

}  // namespace homeostat::lab
