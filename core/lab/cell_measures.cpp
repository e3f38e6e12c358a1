// What is measured of single spiking cells and of the wiring.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/ei/spiking_network.h"
#include "core/lab/measure.h"
#include "core/lab/spiking_setup.h"
#include "core/math/gaussian_rows.h"

namespace homeostat::lab {

namespace {

using E = const Experiment&;
using M = const Measure&;

constexpr double out_of_reach_mV = 1e6;

ei::LifParameters without_threshold(E e) {
  ei::LifParameters p = lif_parameters(e.parameters);
  p.E.V_threshold = p.I.V_threshold = out_of_reach_mV;
  return p;
}

/// A network of unconnected cells of which the first `probed` are looked at.
struct FreeCells {
  FreeCells(const ei::LifParameters& p, ei::Sizes sizes, int probed, std::uint64_t seed)
      : network(ei::Synapses(sizes, std::span<const ei::Synapse>())) {
    network.begin_trial(seed, 1);
    network.cells().set_parameters(p);
    for (int cell = 0; cell < probed; ++cell) probes.cells.push_back(cell);
    probes.states.resize(probes.cells.size());
  }

  ei::SpikingNetwork network;
  ei::Probes probes;
};

/// Potential after one spike of 1 pA through a synapse of the class, mV per pA at its peak.
double psp_peak(E e, M m) {
  ei::LifParameters p = without_threshold(e);
  p.E.noise_sigma = p.I.noise_sigma = 0;
  const bool is_onto_I = m.weight == "W_IE" || m.weight == "W_II";
  const bool is_from_I = m.weight == "W_EI" || m.weight == "W_II";
  ei::LifCells cells(is_onto_I ? ei::Sizes{0, 1} : ei::Sizes{1, 0});
  cells.set_parameters(p);
  cells.rest();
  constexpr float weight = 100;  // single precision has digits enough below a potential of 20 mV
  (is_from_I ? cells.arrivals_from_I() : cells.arrivals_from_E())[cells.layout().slot(0)] += weight;
  const std::vector<float> no_noise(cells.layout().count, 0.0F);
  const double rest = is_onto_I ? p.I.E_L : p.E.E_L;
  constexpr double watched_ms = 200;
  double peak = 0;
  for (std::int32_t step = 0; step < static_cast<std::int32_t>(watched_ms / p.dt); ++step) {
    for (const std::size_t half : {0U, 1U}) {
      cells.step_potentials(half, step, no_noise.data());
      cells.step_currents(half);
    }
    const double V = cells.state(0).V - rest;
    if (std::abs(V) > std::abs(peak)) peak = V;
  }
  return peak / weight;
}

/// Of cells without threshold and synapses, at one moment long after they were at rest.
double membrane_sd(E e, M m) {
  constexpr int cells = 4000;
  constexpr double settled_ms = 300;  // fifteen membrane time constants
  const ei::LifParameters p = without_threshold(e);
  const bool is_I = m.rate == "I";
  FreeCells free(p, is_I ? ei::Sizes{0, cells} : ei::Sizes{cells, 0}, cells, e.seed);
  free.network.advance(static_cast<std::int32_t>(settled_ms / p.dt), std::nullopt);
  free.network.advance(1, std::nullopt, &free.probes);
  double squares = 0;
  for (const auto& of_cell : free.probes.states) {
    const double off = of_cell.back().V - (is_I ? p.I.E_L : p.E.E_L);
    squares += off * off;
  }
  return std::sqrt(squares / cells);
}

/// Largest current into a kicked cell.
double kick_peak(E e, M) {
  ei::LifParameters p = without_threshold(e);
  p.E.noise_sigma = 0;
  std::optional<ei::Kick> one = kick(e.parameters);
  if (!one) return 0;
  one->step = 0;
  one->cells = 1;
  constexpr double watched_ms = 100;
  FreeCells free(p, {1, 0}, 1, e.seed);
  free.network.advance(static_cast<std::int32_t>(watched_ms / p.dt), one, &free.probes);
  double peak = 0;
  for (const ei::CellState& state : free.probes.states.front()) peak = std::max(peak, state.from_E);
  return peak;
}

double mean_delay(E e, M m) {
  const ei::Synapses synapses = ei::Synapses::random(wiring(e.parameters), e.seed);
  double sum = 0;
  std::size_t count = 0;
  synapses.for_each([&](const ei::Synapse& synapse) {
    if ((synapse.from < synapses.sizes().E) != (m.rate == "E")) return;
    sum += synapse.delay;
    ++count;
  });
  return sum / static_cast<double>(count) * e.parameters["dt"];
}

}  // namespace

std::span<const MeasureSpec> cell_measures() {
  static const auto all = std::to_array<MeasureSpec>({
      {"psp_peak", "mV", "peak of the potential after a spike of 1 pA", nullptr, psp_peak,
       "weight"},
      {"membrane_sd", "mV", "standard deviation of the free membrane, 4,000 cells", nullptr,
       membrane_sd, "rate"},
      {"kick_peak", "pA", "largest current into a kicked cell", nullptr, kick_peak, ""},
      {"mean_delay", "ms", "mean delay of synapses from a population", nullptr, mean_delay, "rate"},
  });
  return all;
}

}  // namespace homeostat::lab
