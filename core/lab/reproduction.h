// The claims of figures, measured and judged.
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/figure.h"
#include "core/lab/parallel.h"

namespace homeostat::lab {

enum class Verdict {
  pass,
  fail,
  differs,   ///< paper and authors' code disagree, or the paper errs; ours is as the note says
  unstated,  ///< the paper gives no value; ours is as the note says
};

std::string_view verdict_name(Verdict verdict);

struct Measured {
  double value = 0;
  /// Of the mean over runs; NaN with one run, or where it is no mean.
  double standard_error = std::numeric_limits<double>::quiet_NaN();
  int runs = 1;
};

/// Fail: ours is not what is expected, or a difference from the paper's number is gone.
Verdict judge(const Claim& claim, const Measured& measured);

struct ClaimResult {
  std::string figure;
  Claim claim;
  std::optional<Measured> measured;  ///< nothing yet

  std::optional<Verdict> verdict() const;
};

struct Reproduction {
  std::vector<ClaimResult> results;  ///< by figure, in the figures' order of claims
  double part_done = 0;

  bool has_failed() const;
};

enum class Extent { quick, full };

/// Measures all claims of the figures, the long ones only when `full`. Runs are shared among claims
/// and over the workers; results do not depend on how many there are. `show` is called some 20
/// times a second with what is known so far, on any thread but one at a time. After `stop` it
/// returns that.
Reproduction reproduce(std::span<const Figure> figures, Extent extent, Workers workers,
                       const std::stop_token& stop = {},
                       const std::function<void(const Reproduction&)>& show = {});

}  // namespace homeostat::lab
