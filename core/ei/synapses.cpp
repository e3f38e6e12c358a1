#include "core/ei/synapses.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <tuple>

#include "core/math/check.h"
#include "core/math/random.h"

namespace homeostat::ei {

namespace {

/// One population as senders or receivers.
struct Range {
  int first, count;
};

Range population(Sizes sizes, bool of_I) {
  return of_I ? Range{sizes.E, sizes.I} : Range{0, sizes.E};
}

/// For each sender of a class its receivers, chosen one after the other with the probability that
/// is still needed: every set of pairs is equally likely.
std::vector<std::vector<int>> random_partners(const Wiring& wiring, WeightClass weight_class,
                                              std::uint64_t seed) {
  const Range from = population(wiring.sizes, is_from_I(weight_class));
  const Range to = population(wiring.sizes, is_onto_I(weight_class));
  const bool within = from.first == to.first;
  const auto pairs = static_cast<double>(from.count) * to.count;
  double open = within ? pairs - from.count : pairs;
  double wanted = std::min(std::round(wiring.probability * pairs), open);
  math::UniformStream uniform(seed, static_cast<std::uint64_t>(weight_class), math::Block::wiring);
  std::vector<std::vector<int>> partners(static_cast<std::size_t>(from.count));
  for (int sender = 0; sender < from.count; ++sender) {
    for (int receiver = 0; receiver < to.count; ++receiver) {
      if (within && receiver == sender) continue;
      if (uniform.next() * open < wanted) {
        partners[static_cast<std::size_t>(sender)].push_back(to.first + receiver);
        --wanted;
      }
      --open;
    }
  }
  return partners;
}

/// Standard Gaussians, one at a time.
class Gaussians {
 public:
  explicit Gaussians(math::GaussianStream stream) : stream_(std::move(stream)) {}
  double next() {
    if (is_second_) return is_second_ = false, second_;
    const auto pair = stream_.take(1);
    second_ = static_cast<double>(*pair.second);
    is_second_ = true;
    return static_cast<double>(*pair.first);
  }

 private:
  math::GaussianStream stream_;
  double second_ = 0;
  bool is_second_ = false;
};

int steps(double delay_ms, double dt) {
  return std::max(1, static_cast<int>(std::lround(delay_ms / dt)));
}

}  // namespace

Synapses Synapses::random(const Wiring& wiring, std::uint64_t seed) {
  Synapses network(wiring.sizes);
  network.delays_ = {steps(wiring.delay_E, wiring.dt), steps(wiring.delay_I, wiring.dt)};
  const auto mean = wiring.mean.array();
  std::vector<Synapse> list;
  for (const bool from_I : {false, true}) {
    const WeightClass onto_E = from_I ? EI : EE, onto_I = from_I ? II : IE;
    const auto E_partners = random_partners(wiring, onto_E, seed);
    const auto I_partners = random_partners(wiring, onto_I, seed);
    const auto stream = static_cast<std::uint64_t>(from_I);
    math::UniformStream uniform(seed, stream, math::Block::delays);
    Gaussians gaussians(math::GaussianStream(seed, stream, math::Block::weights));
    const auto add = [&](int from, int to, WeightClass weight_class) {
      const double weight = mean[weight_class] * (1 + wiring.spread * gaussians.next());
      const int delay = static_cast<int>(uniform.next() * network.longest_delay(from_I)) + 1;
      list.push_back({to, from, static_cast<float>(std::max(0.0, weight)), delay});
    };
    const int first = population(wiring.sizes, from_I).first;
    for (std::size_t k = 0; k < E_partners.size(); ++k) {
      const int from = first + static_cast<int>(k);
      list.clear();
      for (const int to : E_partners[k]) add(from, to, onto_E);
      for (const int to : I_partners[k]) add(from, to, onto_I);
      network.append(from, list);
    }
  }
  return network;
}

Synapses::Synapses(Sizes sizes, std::span<const Synapse> list) : layout_(sizes) {
  std::vector<Synapse> sorted(list.begin(), list.end());
  for (const Synapse& s : sorted) {
    require(s.from >= 0 && s.from < sizes.all(), "synapse from", s.from, "a cell of the network");
    require(s.to >= 0 && s.to < sizes.all(), "synapse to", s.to, "a cell of the network");
    require(s.delay >= 1, "synapse delay", s.delay, "at least 1 step");
    int& longest = delays_[s.from >= sizes.E];
    longest = std::max(longest, s.delay);
  }
  std::ranges::sort(sorted, {}, [](const Synapse& s) { return std::tuple(s.from, s.to); });
  const auto twice = std::ranges::adjacent_find(
      sorted, [](const Synapse& a, const Synapse& b) { return a.from == b.from && a.to == b.to; });
  if (twice != sorted.end())
    throw InputError("synapse",
                     "from " + std::to_string(twice->from) + " to " + std::to_string(twice->to),
                     "one for each pair of cells");
  auto next = sorted.begin();
  std::vector<Synapse> own;
  for (int from = 0; from < sizes.all(); ++from) {
    own.clear();
    while (next != sorted.end() && next->from == from) own.push_back(*next++);
    append(from, own);
  }
}

void Synapses::append(int from, std::vector<Synapse>& list) {
  // Receivers ascend within a delay, so that the second half's follow the first's.
  std::ranges::stable_sort(list, {}, &Synapse::delay);
  auto next = list.begin();
  for (int delay = 1; delay <= longest_delay(from >= layout_.sizes.E); ++delay) {
    for (std::size_t half = 0; half < 2; ++half) {
      for (; next != list.end() && next->delay == delay; ++next) {
        const std::size_t slot = layout_.slot(next->to);
        if (layout_.half_of(slot) != half) break;
        target_.push_back(static_cast<std::uint16_t>(slot));
        weight_.push_back(next->weight);
        ++counts_[class_of(from, slot)];
      }
      first_.push_back(target_.size());
    }
  }
}

WeightClass Synapses::class_of(int from, std::size_t slot) const {
  const bool from_I = from >= layout_.sizes.E, onto_I = slot >= layout_.I_first;
  return onto_I ? (from_I ? II : IE) : (from_I ? EI : EE);
}

void Synapses::prefetch(int from) const {
  constexpr std::size_t line = 64;
  const std::size_t begin = first_[row_of(from)], end = first_[row_of(from + 1)];
  for (std::size_t k = begin; k < end; k += line / sizeof(float))
    __builtin_prefetch(weight_.data() + k, 0, 2);
  for (std::size_t k = begin; k < end; k += line / sizeof(std::uint16_t))
    __builtin_prefetch(target_.data() + k, 0, 2);
}

void Synapses::set_weights(std::span<const float> weights) {
  if (weights.size() != weight_.size())
    throw InputError("weights", std::to_string(weights.size()),
                     std::to_string(weight_.size()) + ", one for each synapse");
  std::ranges::copy(weights, weight_.begin());
}

Weights Synapses::mean() const {
  std::array<double, 4> sum{};
  for (int from = 0; from < sizes().all(); ++from) {
    for (std::size_t k = first_[row_of(from)], end = first_[row_of(from + 1)]; k < end; ++k)
      sum[class_of(from, target_[k])] += static_cast<double>(weight_[k]);
  }
  for (std::size_t c = 0; c < 4; ++c)
    sum[c] = counts_[c] > 0 ? sum[c] / static_cast<double>(counts_[c]) : 0;
  return Weights::from(sum);
}

void Synapses::scale_class(WeightClass weight_class, double factor) {
  change_weights([&](float weight, int from, std::size_t slot) {
    return class_of(from, slot) == weight_class
               ? static_cast<float>(static_cast<double>(weight) * factor)
               : weight;
  });
}

std::vector<double> Synapses::mean_over_partners(std::span<const double> values,
                                                 Rates if_none) const {
  std::vector<double> sum(layout_.count, 0), partners(layout_.count, 0);
  for (int from = 0; from < sizes().all(); ++from) {
    const bool from_I = from >= layout_.sizes.E;
    const double value = values[static_cast<std::size_t>(from)];
    for (std::size_t k = first_[row_of(from)], end = first_[row_of(from + 1)]; k < end; ++k) {
      const bool other = (target_[k] >= layout_.I_first) != from_I;
      sum[target_[k]] += other ? value : 0;
      partners[target_[k]] += other ? 1 : 0;
    }
  }
  std::vector<double> mean(static_cast<std::size_t>(sizes().all()));
  for (int cell = 0; cell < sizes().all(); ++cell) {
    const std::size_t slot = layout_.slot(cell);
    const double none = cell < sizes().E ? if_none.I : if_none.E;
    mean[static_cast<std::size_t>(cell)] = partners[slot] > 0 ? sum[slot] / partners[slot] : none;
  }
  return mean;
}

std::vector<Rates> Synapses::inputs() const {
  std::vector<Rates> by_slot(layout_.count), by_cell(static_cast<std::size_t>(sizes().all()));
  for (int from = 0; from < sizes().all(); ++from) {
    const bool from_I = from >= sizes().E;
    for (std::size_t k = first_[row_of(from)], end = first_[row_of(from + 1)]; k < end; ++k) {
      Rates& onto = by_slot[target_[k]];
      (from_I ? onto.I : onto.E) += static_cast<double>(weight_[k]);
    }
  }
  for (int cell = 0; cell < sizes().all(); ++cell)
    by_cell[static_cast<std::size_t>(cell)] = by_slot[layout_.slot(cell)];
  return by_cell;
}

void Synapses::for_each(const std::function<void(const Synapse&)>& visit) const {
  for (int from = 0; from < sizes().all(); ++from) {
    for (int delay = 1; delay <= longest_delay(from >= sizes().E); ++delay) {
      const std::size_t row = row_of(from) + 2 * static_cast<std::size_t>(delay - 1);
      for (std::size_t k = first_[row]; k < first_[row + 2]; ++k)
        visit({layout_.cell(target_[k]), from, weight_[k], delay});
    }
  }
}

}  // namespace homeostat::ei
