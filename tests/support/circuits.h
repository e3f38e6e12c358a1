// The circuits of the paper's paradoxical effect, and a simulation of one.
#pragma once

#include "core/ei/rate_model.h"
#include "core/ei/up_state_change.h"

namespace homeostat::test {

/// Table 1 with the weights at which E rests at 5 Hz and I at 14 Hz [paradox, Figs. 2E, S13].
inline const ei::Circuit at_setpoints{{}, {5, 15.2 / 14, 10, 21.5 / 14}};

/// Table 1 with the weights of Fig. 1: E rests at 5 Hz and I at 10 Hz.
inline const ei::Circuit of_figure_1{{}, {5, 1.52, 10, 2.25}};

/// Rates after 4 s without noise.
inline ei::Rates simulated(const ei::Circuit& circuit, ei::Rates start) {
  ei::RateState state{start, {}};
  ei::WindowSum window;
  ei::Segment segment;
  segment.steps = 40000;
  segment.parameters = circuit.parameters;
  segment.weights = circuit.weights;
  ei::advance(segment, nullptr, state, window, nullptr, nullptr);
  return state.rates;
}

}  // namespace homeostat::test
