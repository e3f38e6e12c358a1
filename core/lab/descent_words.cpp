#include "core/lab/descent_words.h"

#include <cmath>

#include "core/lab/experiment.h"

namespace homeostat::lab {

std::optional<ei::Descent> descent(const ParameterValues& values, const ei::Weights& w) {
  return ei::descent(plane_problem(values), {values["rate_floor"], values["W_min"]}, w);
}

std::string descent_words(const std::optional<ei::Descent>& here) {
  if (!here) return "no up-state at these weights";
  const double angle = here->angle();
  if (std::isnan(angle)) return "nothing to correct";
  const std::string degrees = std::to_string(std::lround(angle)) + "°";
  if (angle > 90) return "uphill: " + degrees + " from the way down";
  return "downhill, " + degrees + " from the steepest way";
}

}  // namespace homeostat::lab
