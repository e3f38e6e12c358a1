#include "core/ei/spiking_network.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "core/math/flush_denormals.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace homeostat::ei {

namespace {

/// The other thread is never more than a few steps away, some microseconds' work, unless the
/// machine has better things to do than to run it: then false.
bool wait_for(const std::atomic<int>& message, int number) {
  constexpr int patience = 100'000;  // one or two milliseconds
  for (int looks = 0; looks < patience; ++looks) {
    if (message.load(std::memory_order_acquire) == number) return true;
#if defined(__SSE2__)
    _mm_pause();
#endif
  }
  return false;
}

constexpr int most_trials_alone = 64;

/// The currents at the end of a step are known one step later.
void note_currents(CellState& of_step, const CellState& now) {
  of_step.from_E = now.from_E;
  of_step.from_I = now.from_I;
}

}  // namespace

SpikingNetwork::SpikingNetwork(Synapses synapses, math::VectorPath path)
    : synapses_(std::move(synapses)), cells_(synapses_.sizes(), path), path_(path) {
  const int longest = std::max(synapses_.longest_delay(false), synapses_.longest_delay(true));
  constexpr int ahead = 2 * LifCells::steps_until_felt;
  for (Half& half : halves_) {
    for (auto& ring : half.recent) ring.resize(static_cast<std::size_t>(longest + ahead));
  }
  begin_trial(0, 0);
}

void SpikingNetwork::begin_trial(std::uint64_t seed, std::uint64_t trial) {
  cells_.rest();
  for (std::uint32_t h = 0; h < 2; ++h) {
    Half& half = halves_[h];
    const CellLayout& layout = synapses_.layout();
    half.noise.emplace(math::GaussianSource(seed, trial, math::Block::noise, h, path_),
                       layout.half_end(h) - layout.half_first(h));
    half.spikes.clear();
    half.stepped = half.flowed = half.arrived = half.heard = 0;
  }
  if (trials_alone_ > 0) --trials_alone_;
}

/// The spikes of `delay` steps ago, for every delay: this keeps the arrays that are added to small.
/// Additions are in one order, whoever runs them.
template <class Deliver>
void SpikingNetwork::deliver(std::size_t half, std::int32_t step, const Deliver& to) {
  const int E_cells = synapses_.sizes().E;
  const int longest_E = synapses_.longest_delay(false), longest_I = synapses_.longest_delay(true);
  const int longest = std::min(std::max(longest_E, longest_I), step);
  for (int delay = 1; delay <= longest; ++delay) {
    for (const std::size_t sender_half : {0U, 1U}) {
      for (const std::uint16_t from : fired(half, sender_half, step - delay)) {
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
  const std::int32_t end = halves_[0].stepped + steps;
  for (Half& half : halves_) {
    half.kick = kick;
    half.probes = probes;
  }
  const bool together = is_parallel_ && trials_alone_ == 0;
  const auto start = std::chrono::steady_clock::now();
  if (together) run_on_two_threads(end);
  run_alone(end);
  catch_up();
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
void SpikingNetwork::run_on_two_threads(std::int32_t end) {
  gives_up_ = false;
  if (!companion_) companion_ = std::make_unique<math::Companion>();
  companion_->begin([&] { run_half(1, end); });
  run_half(0, end);
  companion_->finish();
}

void SpikingNetwork::run_half(std::size_t half, std::int32_t end) {
  Half& own = halves_[half];
  const Half& other = halves_[1 - half];
  while (own.stepped < end && !gives_up_.load(std::memory_order_relaxed)) {
    if (own.received < own.sent) {
      const int next = own.received + 1;
      if (!wait_for(other.messages[static_cast<std::size_t>(next) % 2].number, next)) {
        gives_up_ = true;
        return;
      }
      receive(half);
    }
    step_batch(half, end);
  }
}

/// Steps in which none of their spikes is felt, then a message about these.
void SpikingNetwork::step_batch(std::size_t half, std::int32_t end) {
  Half& own = halves_[half];
  const std::int32_t first = own.stepped;
  const std::int32_t last = std::min(end, first + LifCells::steps_until_felt);
  while (own.stepped < last) {
    if (own.arrived < own.flowed) let_arrive(half);
    step_half(half);
  }
  send(half, first);
  // For this no news is needed: the message is under way meanwhile.
  own.noise->prepare(LifCells::steps_until_felt);
}

/// Tells the other half of the steps from `first` on. Written in one go: the other thread looks at
/// it all the time.
void SpikingNetwork::send(std::size_t half, std::int32_t first) {
  Half& own = halves_[half];
  const int number = ++own.sent;
  Message& message = own.messages[static_cast<std::size_t>(number) % 2];
  Message::Line line;
  std::size_t told = 0;
  for (std::int32_t step = first; step < own.stepped; ++step) {
    const FewCells& cells = fired(half, half, step);
    line.counts[line.steps++] = static_cast<std::uint16_t>(cells.size());
    for (const std::uint16_t cell : cells) {
      if (told < line.cells.size()) {
        line.cells[told] = cell;
      } else {
        if (told == line.cells.size()) message.more.clear();
        message.more.push_back(cell);
      }
      ++told;
    }
  }
  message.line = line;
  message.number.store(number, std::memory_order_release);
}

/// The next message of the other half, which is there.
void SpikingNetwork::receive(std::size_t half) {
  Half& own = halves_[half];
  const std::size_t sender = 1 - half;
  const Message& message = halves_[sender].messages[static_cast<std::size_t>(++own.received) % 2];
  const Message::Line& line = message.line;
  std::size_t heard = 0;
  for (std::size_t k = 0; k < line.steps; ++k) {
    FewCells& cells = fired(half, sender, own.heard++);
    cells.clear();
    for (std::size_t n = 0; n < line.counts[k]; ++n, ++heard)
      cells.push_back(heard < line.cells.size() ? line.cells[heard]
                                                : message.more[heard - line.cells.size()]);
  }
}

/// Both halves, wherever they are.
void SpikingNetwork::run_alone(std::int32_t end) {
  const auto hear = [this](std::size_t half) {
    while (halves_[half].received < halves_[1 - half].sent) receive(half);
  };
  while (halves_[0].stepped != halves_[1].stepped) {
    const std::size_t behind = halves_[0].stepped < halves_[1].stepped ? 0 : 1;
    hear(behind);
    step_batch(behind, end);
  }
  for (const std::size_t half : {0U, 1U}) hear(half);
  while (halves_[0].stepped < end) {
    if (halves_[0].arrived < halves_[0].flowed) let_arrive();
    for (const std::size_t half : {0U, 1U}) {
      const std::int32_t step = halves_[half].stepped;
      const auto cells = step_half(half);
      fired(1 - half, half, step).assign(cells.begin(), cells.end());
      ++halves_[1 - half].heard;
    }
  }
}

/// The potentials' next step, and the currents' where they are behind already. Gives who fired.
std::span<const std::uint16_t> SpikingNetwork::step_half(std::size_t half) {
  Half& own = halves_[half];
  const std::int32_t step = own.stepped++;
  const float* gaussian = own.noise->next();
  const bool flows = own.flowed < step;
  const auto cells =
      flows ? cells_.step_both(half, step, gaussian) : cells_.step_potentials(half, step, gaussian);
  if (flows) ++own.flowed;
  fired(half, half, step).assign(cells.begin(), cells.end());
  for (const std::uint16_t cell : cells) own.spikes.push_back({step, cell});
  note(half, [flows](std::vector<CellState>& states, const CellState& now) {
    if (flows) note_currents(states.back(), now);
    states.push_back(now);
  });
  return cells;
}

/// What arrives in the next step of the currents that has nothing yet, for both halves.
void SpikingNetwork::let_arrive() {
  const std::int32_t step = halves_[0].arrived;
  deliver(0, step, [this](int from, int delay, float* arrivals) {
    synapses_.deliver(from, delay, arrivals);
  });
  for (const std::size_t half : {0U, 1U}) {
    kick_if_due(half, step);
    ++halves_[half].arrived;
  }
}

void SpikingNetwork::let_arrive(std::size_t half) {
  const std::int32_t step = halves_[half].arrived++;
  deliver(half, step, [this, half](int from, int delay, float* arrivals) {
    synapses_.deliver(from, delay, half, arrivals);
  });
  kick_if_due(half, step);
}

/// The currents, where the potentials are: what changes next changes both from the same step on.
void SpikingNetwork::catch_up() {
  for (const std::size_t half : {0U, 1U}) {
    Half& own = halves_[half];
    if (own.flowed == own.stepped) continue;
    if (own.arrived < own.flowed) let_arrive(half);
    cells_.step_currents(half);
    ++own.flowed;
    let_arrive(half);
    note(half, [](std::vector<CellState>& states, const CellState& now) {
      note_currents(states.back(), now);
    });
  }
}

template <class Note>
void SpikingNetwork::note(std::size_t half, const Note& of_cell) {
  Probes* const probes = halves_[half].probes;
  if (probes == nullptr) return;
  for (std::size_t k = 0; k < probes->cells.size(); ++k) {
    const std::size_t slot = synapses_.layout().slot(probes->cells[k]);
    if (synapses_.layout().half_of(slot) == half)
      of_cell(probes->states[k], cells_.state(probes->cells[k]));
  }
}

void SpikingNetwork::kick_if_due(std::size_t half, std::int32_t step) {
  const std::optional<Kick>& kick = halves_[half].kick;
  if (kick && kick->step == step) cells_.kick(half, *kick);
}

Spikes SpikingNetwork::spikes() const {
  Spikes all;
  all.reserve(halves_[0].spikes.size() + halves_[1].spikes.size());
  std::ranges::merge(halves_[0].spikes, halves_[1].spikes, std::back_inserter(all), {},
                     &Spike::step, &Spike::step);
  return all;
}

}  // namespace homeostat::ei
