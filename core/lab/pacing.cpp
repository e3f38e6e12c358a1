#include "core/lab/pacing.h"

#include <algorithm>
#include <cmath>

namespace homeostat::lab {

std::int64_t next_chunk(std::int64_t chunk, double measured_seconds, double target_seconds) {
  const double per_trial = std::max(measured_seconds, 1e-9) / static_cast<double>(chunk);
  const double wanted = std::min(target_seconds / per_trial, 2.0 * static_cast<double>(chunk));
  return std::max<std::int64_t>(1, std::llround(wanted));
}

}  // namespace homeostat::lab
