#include "core/ei/spiking_network.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>
#include <utility>

#include "core/math/flush_denormals.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace homeostat::ei {

namespace {

/// The other thread is never more than a step away, less than a microsecond's work, unless the
/// machine has better things to do than to run it: then false.
bool wait_for(const std::atomic<std::int32_t>& steps_done, std::int32_t least) {
  constexpr int patience = 100'000;  // one or two milliseconds
  for (int looks = 0; looks < patience; ++looks) {
    if (steps_done.load(std::memory_order_acquire) >= least) return true;
#if defined(__SSE2__)
    _mm_pause();
#endif
  }
  return false;
}

constexpr int most_trials_alone = 64;

}  // namespace

SpikingNetwork::SpikingNetwork(Synapses synapses, math::VectorPath path)
    : synapses_(std::move(synapses)), cells_(synapses_.sizes(), path), path_(path) {
  // While one half reads the spikes of `longest` steps, the other may be two steps ahead.
  const int longest = std::max(synapses_.longest_delay(false), synapses_.longest_delay(true));
  constexpr std::size_t ahead = 4;
  for (Half& half : halves_) half.recent.resize(static_cast<std::size_t>(longest) + ahead);
  begin_trial(0, 0);
}

void SpikingNetwork::begin_trial(std::uint64_t seed, std::uint64_t trial) {
  cells_.rest();
  for (std::uint32_t h = 0; h < 2; ++h) {
    Half& half = halves_[h];
    const CellLayout& layout = synapses_.layout();
    half.noise.emplace(math::GaussianSource(seed, trial, math::Block::noise, h, path_),
                       layout.half_end(h) - layout.half_first(h));
    for (Fired& step : half.recent) step.cells.clear();
    half.spikes.clear();
    half.steps_done = 0;
    half.finished = 0;
  }
  if (trials_alone_ > 0) --trials_alone_;
}

/// The spikes of `delay` steps ago, for every delay: this keeps the arrays that are added to small.
/// Additions are in one order, whoever runs them.
template <class Deliver>
void SpikingNetwork::deliver(std::int32_t step, const Deliver& to) {
  const int E_cells = synapses_.sizes().E;
  const int longest_E = synapses_.longest_delay(false), longest_I = synapses_.longest_delay(true);
  const int longest = std::min(std::max(longest_E, longest_I), step);
  for (int delay = 1; delay <= longest; ++delay) {
    for (const std::size_t sender_half : {0U, 1U}) {
      for (const std::uint16_t from : fired(sender_half, step - delay)) {
        const bool from_I = from >= E_cells;
        if (delay == 1) synapses_.prefetch(from);
        if (delay > (from_I ? longest_I : longest_E)) continue;
        to(from, delay, from_I ? cells_.arrivals_from_I() : cells_.arrivals_from_E());
      }
    }
  }
}

void SpikingNetwork::advance(std::int32_t steps, const std::optional<Kick>& kick, Probes* probes) {
  const math::FlushDenormals flush;
  const std::int32_t end = halves_[0].finished + steps;
  const bool together = is_parallel_ && trials_alone_ == 0;
  const auto start = std::chrono::steady_clock::now();
  if (together) run_on_two_threads(end, kick, probes);
  run_alone(end, kick, probes);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  if (is_parallel_) judge(together, taken.count() / steps);
}

/// Two threads in step with each other gain nothing where one of them has to wait for a processor:
/// where they have been slower than one, one goes on, and ever more seldom they try again.
void SpikingNetwork::judge(bool together, double seconds_per_step) {
  if (!together) {
    seconds_alone_ = seconds_per_step;
  } else if (seconds_per_step > seconds_alone_) {
    trials_alone_ = trials_between_attempts_;
    trials_between_attempts_ = std::min(2 * trials_between_attempts_, most_trials_alone);
  } else {
    trials_between_attempts_ = 1;
  }
}

/// To the end, or to where one of them has waited too long.
void SpikingNetwork::run_on_two_threads(std::int32_t end, const std::optional<Kick>& kick,
                                        Probes* probes) {
  gives_up_ = false;
  {
    const std::jthread other([&] {
      const math::FlushDenormals flush;
      run_half(1, end, kick, probes);
    });
    run_half(0, end, kick, probes);
  }
}

void SpikingNetwork::run_half(std::size_t half, std::int32_t end, const std::optional<Kick>& kick,
                              Probes* probes) {
  Half& own = halves_[half];
  const Half& other = halves_[1 - half];
  while (own.finished < end && !gives_up_.load(std::memory_order_relaxed)) {
    step_half(half, own.finished);
    // A spike of this step arrives with the next one at the earliest.
    if (!wait_for(other.steps_done, own.finished)) {
      gives_up_ = true;
      return;
    }
    deliver_to_half(half);
    finish_step(half, kick, probes);
  }
}

/// Both halves, wherever they are.
void SpikingNetwork::run_alone(std::int32_t end, const std::optional<Kick>& kick, Probes* probes) {
  for (;;) {
    const std::size_t behind = halves_[0].finished <= halves_[1].finished ? 0 : 1;
    const std::int32_t step = halves_[behind].finished;
    if (step == end) return;
    const bool are_together = halves_[0].finished == step && halves_[1].finished == step &&
                              halves_[0].steps_done == step && halves_[1].steps_done == step;
    if (are_together) {
      for (const std::size_t half : {0U, 1U}) step_half(half, step);
      deliver(step, [this](int from, int delay, float* arrivals) {
        synapses_.deliver(from, delay, arrivals);
      });
      for (const std::size_t half : {0U, 1U}) finish_step(half, kick, probes);
    } else {
      if (halves_[behind].steps_done == step) step_half(behind, step);
      deliver_to_half(behind);
      finish_step(behind, kick, probes);
    }
  }
}

void SpikingNetwork::deliver_to_half(std::size_t half) {
  deliver(halves_[half].finished, [this, half](int from, int delay, float* arrivals) {
    synapses_.deliver(from, delay, half, arrivals);
  });
}

void SpikingNetwork::step_half(std::size_t half, std::int32_t step) {
  Half& own = halves_[half];
  const auto cells = cells_.step(half, step, own.noise->next());
  fired(half, step).assign(cells.begin(), cells.end());
  for (const std::uint16_t cell : cells) own.spikes.push_back({step, cell});
  own.steps_done.store(step + 1, std::memory_order_release);
}

void SpikingNetwork::finish_step(std::size_t half, const std::optional<Kick>& kick,
                                 Probes* probes) {
  const std::int32_t step = halves_[half].finished++;
  if (kick && kick->step == step) add_kick(half, *kick);
  if (probes == nullptr) return;
  for (std::size_t k = 0; k < probes->cells.size(); ++k) {
    const std::size_t slot = synapses_.layout().slot(probes->cells[k]);
    if (synapses_.layout().half_of(slot) == half)
      probes->states[k].push_back(cells_.state(probes->cells[k]));
  }
}

void SpikingNetwork::add_kick(std::size_t half, const Kick& kick) {
  const auto added = static_cast<float>(kick.amplitude * cells_.tau_rise_from_E());
  const CellLayout& layout = synapses_.layout();
  const auto kicked = static_cast<std::size_t>(std::min(kick.cells, layout.sizes.E));
  const std::size_t end = std::min(layout.half_end(half), kicked);
  for (std::size_t slot = layout.half_first(half); slot < end; ++slot)
    cells_.arrivals_from_E()[slot] += added;
}

Spikes SpikingNetwork::spikes() const {
  Spikes all;
  all.reserve(halves_[0].spikes.size() + halves_[1].spikes.size());
  std::ranges::merge(halves_[0].spikes, halves_[1].spikes, std::back_inserter(all), {},
                     &Spike::step, &Spike::step);
  return all;
}

}  // namespace homeostat::ei
