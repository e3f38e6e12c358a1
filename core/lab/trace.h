// What E and I did in a trial, step by step.
#pragma once

#include <vector>

namespace homeostat::lab {

/// E and I after each step of one trial, in Hz; sample k is at (k + 1) * dt.
struct Trace {
  double dt_ms = 0.1;
  std::vector<double> E;
  std::vector<double> I;

  bool operator==(const Trace&) const = default;
};

}  // namespace homeostat::lab
