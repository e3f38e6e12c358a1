// Where eigenvalues were a moment ago.
#pragma once

#include <vector>

#include "core/math/modes.h"

namespace homeostat::ui {

/// Keeps the way of each eigenvalue through the last second of motion. Whoever stands still keeps
/// the tail.
class ModeTails {
 public:
  static constexpr double kept_ms = 1000;

  void clear() { tails_.clear(); }

  /// In any order: each eigenvalue goes on with the tail that ends nearest to it. Begins anew when
  /// there are more or fewer than before.
  void append(const math::Modes& modes, double now_ms);

  /// One way for each eigenvalue, oldest first, ending where it is.
  std::vector<math::Modes> ways() const;

 private:
  struct Moment {
    std::complex<double> mode;
    double ms;
  };
  using Tail = std::vector<Moment>;

  static void forget(Tail& tail, double before_ms);

  std::vector<Tail> tails_;
};

}  // namespace homeostat::ui
