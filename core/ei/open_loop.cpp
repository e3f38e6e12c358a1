#include "core/ei/open_loop.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/math/flush_denormals.h"
#include "core/math/gaussian_rows.h"

namespace homeostat::ei {

namespace {

/// Where the spikes of each step begin, and the end of the last.
std::vector<std::size_t> first_of_step(const Spikes& spikes, std::int32_t steps) {
  std::vector<std::size_t> first(static_cast<std::size_t>(steps) + 1, spikes.size());
  std::size_t next = 0;
  for (std::int32_t step = 0; step <= steps; ++step) {
    while (next < spikes.size() && spikes[next].step < step) ++next;
    first[static_cast<std::size_t>(step)] = next;
  }
  return first;
}

/// Hz, over [from, until).
Rates mean_rates(const Spikes& spikes, Sizes sizes, double dt_ms, std::int32_t from,
                 std::int32_t until) {
  Rates count;
  for (const Spike& spike : spikes) {
    if (spike.step >= from && spike.step < until) (spike.cell < sizes.E ? count.E : count.I) += 1;
  }
  const double seconds = (until - from) * dt_ms / 1000;
  return {sizes.E > 0 ? count.E / seconds / sizes.E : 0,
          sizes.I > 0 ? count.I / seconds / sizes.I : 0};
}

}  // namespace

Spikes open_loop(const Synapses& synapses, const RecordedTrial& record, std::int32_t steps,
                 Rates current, std::int32_t from, std::int32_t until) {
  const math::FlushDenormals flush;
  const CellLayout& layout = synapses.layout();
  LifCells cells(layout.sizes);
  std::array<math::GaussianRows, 2> noise{
      math::GaussianRows(math::GaussianSource(record.seed, record.trial, math::Block::noise, 0),
                         layout.half_end(0) - layout.half_first(0)),
      math::GaussianRows(math::GaussianSource(record.seed, record.trial, math::Block::noise, 1),
                         layout.half_end(1) - layout.half_first(1))};
  LifParameters driven = record.parameters;
  driven.I_ext += current.E;
  driven.I_ext_I += current.I;
  cells.set_parameters(record.parameters);
  const auto first = first_of_step(record.spikes, steps);
  const int longest = std::max(synapses.longest_delay(false), synapses.longest_delay(true));
  Spikes own;
  for (std::int32_t step = 0; step < steps; ++step) {
    if (step == from) cells.set_parameters(driven);
    if (step == until) cells.set_parameters(record.parameters);
    for (const std::size_t half : {0U, 1U}) {
      for (const std::uint16_t cell : cells.step_potentials(half, step, noise[half].next()))
        own.push_back({step, cell});
      cells.step_currents(half);
    }
    for (int delay = 1; delay <= std::min(longest, step); ++delay) {
      const auto sent = static_cast<std::size_t>(step - delay);
      for (std::size_t k = first[sent]; k < first[sent + 1]; ++k) {
        const int sender = record.spikes[k].cell;
        const bool from_I = sender >= layout.sizes.E;
        if (delay <= synapses.longest_delay(from_I))
          synapses.deliver(sender, delay,
                           from_I ? cells.arrivals_from_I() : cells.arrivals_from_E());
      }
    }
    if (!record.kick || record.kick->step != step) continue;
    for (const std::size_t half : {0U, 1U}) cells.kick(half, *record.kick);
  }
  return own;
}

Rates open_loop_gains(const Synapses& synapses, const RecordedTrial& record, double current,
                      std::int32_t from, std::int32_t until) {
  const auto rates = [&](double pA) {
    return mean_rates(open_loop(synapses, record, until, {pA, pA}, from, until), synapses.sizes(),
                      record.parameters.dt, from, until);
  };
  const Rates more = rates(current), less = rates(-current);
  return {(more.E - less.E) / (2 * current), (more.I - less.I) / (2 * current)};
}

}  // namespace homeostat::ei
