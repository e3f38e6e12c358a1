// How many trials to run before looking up again: a pure function of what the last chunk cost.
#pragma once

#include <cstdint>

namespace homeostat::lab {

/// The next chunk, so that one takes about `target_seconds`. It grows at most twofold a time and
/// shrinks at once; never below one trial.
std::int64_t next_chunk(std::int64_t chunk, double measured_seconds, double target_seconds);

}  // namespace homeostat::lab
