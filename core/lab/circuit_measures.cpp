// What is measured of a circuit of two populations at rest in its up-state, and of what wakes it.
#include <array>

#include "core/ei/steady_state.h"
#include "core/ei/steady_sweep.h"
#include "core/lab/engine.h"
#include "core/lab/measure.h"
#include "core/lab/outcome.h"
#include "core/math/numbers.h"

namespace homeostat::lab {

namespace {

using E = const Experiment&;
using M = const Measure&;

ei::Circuit circuit(E e) { return {rate_parameters(e.parameters), initial_weights(e.parameters)}; }

ei::WeightClass class_of(M m) {
  for (const auto c : {ei::EE, ei::EI, ei::IE})
    if (m.weight == ei::weight_symbols[c]) return c;
  return ei::II;
}

double up_state(E e, M m) {
  const auto [p, w] = circuit(e);
  const ei::Rates up = ei::up_state(p, w);
  return m.rate == "I" ? up.I : up.E;
}

double response(E e, M m) {
  const auto [p, w] = circuit(e);
  return ei::rate_response(p, w, ei::up_state(p, w))(m.rate == "I" ? 1 : 0, class_of(m));
}

double asymptote(E e, M m) { return vertical_asymptote(circuit(e), class_of(m)).value_or(nan); }

struct LastRow : Observer {
  TrialRow row;
  void on_trial(const TrialRow& now) override { row = now; }
};

/// Smallest W_EE from which the pulse starts an up-state, the other weights as they are.
double ignition_W_EE(E e, M) {
  Experiment one = e;
  one.trials = 1;
  double asleep = 0, awake = 12;
  constexpr int halvings = 40;
  for (int k = 0; k < halvings; ++k) {
    const double middle = 0.5 * (asleep + awake);
    one.parameters.set("W_EE", middle);
    LastRow last;
    Engine(one).advance(1, last);
    (last.row.mean.E > RunStory::up_above_hz ? awake : asleep) = middle;
  }
  return awake;
}

}  // namespace

std::span<const MeasureSpec> circuit_measures() {
  static const auto all = std::to_array<MeasureSpec>({
      {"up_state", "Hz", "rate in the up-state, closed form, at the initial weights", nullptr,
       up_state, "rate"},
      {"response", "Hz", "change of that rate by a weight, per unit", nullptr, response,
       "rate weight"},
      {"asymptote", "", "value of a weight at which the up-state runs away", nullptr, asymptote,
       "weight"},
      {"ignition_W_EE", "", "smallest W_EE from which the pulse starts an up-state", nullptr,
       ignition_W_EE, ""},
  });
  return all;
}

}  // namespace homeostat::lab
