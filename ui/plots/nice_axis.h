// Round numbers for axes, and limits that do not jitter.
#pragma once

#include <QString>
#include <vector>

#include "core/figure/plot.h"

namespace homeostat::ui {

/// 1, 2 or 5 times a power of ten: the smallest step that cuts `span` into at most five parts.
double round_step(double span);

/// The smallest multiple of round_step that is at least `value`; 1 for anything not positive.
double round_limit(double value);

/// The smallest power of ten that is at least `value`; 1 for anything not positive.
double round_decade(double value);

/// Decimals that labels at multiples of `step` need.
int decimals_of(double step);

/// The value that this part of all values does not pass; 0 when there are none, or it is not
/// finite. For axes that a few values may leave.
double high_quantile(std::vector<double> values, double part);

/// A number with thousands set apart, "1,000".
QString grouped_number(double value, int decimals);

/// What an axis has at multiples of its round_step.
std::vector<figure::Tick> round_ticks(double low, double high);

/// Upper limit of an axis that starts at 0: grows at once, shrinks only after a while of being more
/// than twice too tall.
class SteadyLimit {
 public:
  explicit SteadyLimit(double (*rounded)(double) = round_limit) : rounded_(rounded) {}

  /// The limit to draw with, given the largest value to be shown now.
  double update(double largest);
  void reset() { limit_ = 0; }

 private:
  static constexpr int patience_updates = 30;
  double (*rounded_)(double);
  double limit_ = 0;
  int updates_too_tall_ = 0;
};

}  // namespace homeostat::ui
