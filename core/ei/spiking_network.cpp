#include "core/ei/spiking_network.h"

#include <algorithm>
#include <utility>

namespace homeostat::ei {

SpikingNetwork::SpikingNetwork(Synapses synapses, math::VectorPath path)
    : synapses_(std::move(synapses)),
      cells_(synapses_.sizes(), path),
      no_noise_(synapses_.layout().count, 0.0F) {
  const int longest = std::max(synapses_.longest_delay(false), synapses_.longest_delay(true));
  first_spike_.resize(static_cast<std::size_t>(longest) + 1);
  begin_trial();
}

void SpikingNetwork::begin_trial() {
  cells_.rest();
  step_ = 0;
  std::ranges::fill(first_spike_, std::size_t{0});
}

void SpikingNetwork::advance(std::int32_t steps, const std::optional<Kick>& kick,
                             math::GaussianRows* noise, Spikes& spikes, Probes* probes) {
  for (const std::int32_t end = step_ + steps; step_ < end; ++step_) {
    const std::size_t before = spikes.size();
    first_spike_[static_cast<std::size_t>(step_) % first_spike_.size()] = before;
    cells_.step(step_, noise != nullptr ? noise->next() : no_noise_.data(), spikes);
    deliver(spikes);
    if (kick && kick->step == step_) {
      const auto added = static_cast<float>(kick->amplitude * cells_.tau_rise_from_E());
      const int kicked = std::min(kick->cells, synapses_.sizes().E);
      for (int cell = 0; cell < kicked; ++cell) cells_.arrivals_from_E()[cell] += added;
    }
    for (std::size_t k = before; k < spikes.size(); ++k) synapses_.prefetch(spikes[k].cell);
    if (probes != nullptr) {
      for (std::size_t k = 0; k < probes->cells.size(); ++k)
        probes->states[k].push_back(cells_.state(probes->cells[k]));
    }
  }
}

/// The spikes of `delay` steps ago, for every delay: this keeps the arrays that are added to small.
void SpikingNetwork::deliver(const Spikes& spikes) {
  const auto ring = static_cast<std::int32_t>(first_spike_.size());
  const int E_cells = synapses_.sizes().E;
  std::size_t end = first_spike_[static_cast<std::size_t>(step_ % ring)];
  for (std::int32_t delay = 1; delay < ring && delay <= step_; ++delay) {
    const std::size_t begin = first_spike_[static_cast<std::size_t>((step_ - delay) % ring)];
    for (std::size_t k = begin; k < end; ++k) {
      const int from = spikes[k].cell;
      const bool from_I = from >= E_cells;
      if (delay > synapses_.longest_delay(from_I)) continue;
      synapses_.deliver(from, delay, from_I ? cells_.arrivals_from_I() : cells_.arrivals_from_E());
    }
    end = begin;
  }
}

}  // namespace homeostat::ei
