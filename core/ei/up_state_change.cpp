#include "core/ei/up_state_change.h"

#include <algorithm>

#include "core/ei/steady_state.h"
#include "core/math/numbers.h"

namespace homeostat::ei {

namespace {


Rates stable_up_state(const Circuit& circuit, UpStateLoss loss) {
  return loss == UpStateLoss::none ? up_state(circuit.parameters, circuit.weights)
                                   : Rates{nan, nan};
}

}  // namespace

bool is_within_bounds(const RateParameters& p, Rates at) {
  return at.E > 0 && at.E < p.E_max && at.I > 0 && at.I < p.I_max;
}

UpStateLoss up_state_loss(const Circuit& circuit) {
  const auto& [p, w] = circuit;
  if (!(determinant_C(p, w) > 0)) return UpStateLoss::runaway;
  if (!neural_eigenvalues(p, w).is_stable()) return UpStateLoss::slow_inhibition;
  const Rates up = up_state(p, w);
  if (is_within_bounds(p, up)) return UpStateLoss::none;
  return up.E > 0 && up.I > 0 ? UpStateLoss::saturated : UpStateLoss::silent;
}

double slowest_mode_ms(const Circuit& circuit) {
  if (up_state_loss(circuit) != UpStateLoss::none) return infinity;
  const auto modes = neural_eigenvalues(circuit.parameters, circuit.weights);
  return -1 / std::max(modes.re[0], modes.re[1]);
}

PredictedChange predicted_change(const Circuit& before, const Circuit& after) {
  PredictedChange result;
  result.loss_before = up_state_loss(before);
  result.loss_after = up_state_loss(after);
  result.before = stable_up_state(before, result.loss_before);
  result.after = stable_up_state(after, result.loss_after);
  return result;
}

}  // namespace homeostat::ei
