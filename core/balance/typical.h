// The solution that one would meet by chance: what dominates the space of all solutions at a load
// [balance, Fig. 2b-c; SI section 7.3.2].
#pragma once

#include <optional>

#include "core/balance/capacity.h"

namespace homeostat::balance {

/// Typical solutions with the correlation q between any two of them.
struct TypicalSolution {
  bool is_balanced = true;
  double q = 0, alpha = 0, B = 0, C = 0, Q = 0;
  double theta_tilde = 0;  ///< 0 for balanced ones
  double IB = 0;           ///< imbalance index [S.73]

  /// |w| sqrt(N) xbar_exc / sigma_exc of an unbalanced solution [S.72]; infinite for balanced ones,
  /// whose |w| is Gamma.
  double scaled_norm() const;
};

/// By q, 0 < q < 1; empty where no solution of that branch has it. Of two unbalanced ones with the
/// same q (towards alpha_b q rises to 1 again) the one nearer to alpha_c is meant.
std::optional<TypicalSolution> balanced_typical(const Circuit& circuit, double q);
std::optional<TypicalSolution> unbalanced_typical(const Circuit& circuit, double q);

/// By load: balanced below alpha_b, unbalanced from there to alpha_c. Empty beyond, and at loads so
/// small that replica theory's q leaves its range.
std::optional<TypicalSolution> typical_solution(const Circuit& circuit, double alpha);

}  // namespace homeostat::balance
