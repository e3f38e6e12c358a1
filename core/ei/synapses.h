// The synapses of a sparse network, laid out by sending cell and delay, as spikes are delivered.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/ei/lif_cells.h"
#include "core/ei/populations.h"
#include "core/ei/spikes.h"

namespace homeostat::ei {

struct Synapse {
  int to = 0, from = 0;  ///< cells
  float weight = 0;      ///< pA, positive for both kinds
  int delay = 1;         ///< steps, at least 1
  bool operator==(const Synapse&) const = default;
};

/// How a random network is wired [paradox, SI; details as in the authors' code].
struct Wiring {
  Sizes sizes;
  double probability = 0.25;
  Weights mean{80, 350, 100, 225};    ///< pA, of the initial weights
  double spread = 0.2;                ///< their coefficient of variation
  double delay_E = 1, delay_I = 0.5;  ///< ms, longest delay of synapses from E and from I
  double dt = 0.1;                    ///< ms
  bool operator==(const Wiring&) const = default;
};

class Synapses {
 public:
  /// Of each class exactly round(probability * n_to * n_from) synapses (at most all that there can
  /// be), uniformly without replacement and never from a cell to itself. Weights are Gaussian,
  /// below 0 they are 0; delays uniform on dt, 2 dt, ..., the longest.
  static Synapses random(const Wiring& wiring, std::uint64_t seed);
  /// In any order; throws InputError on cells that are not there and pairs given twice.
  Synapses(Sizes sizes, std::span<const Synapse> list);

  Sizes sizes() const { return layout_.sizes; }
  const CellLayout& layout() const { return layout_; }
  std::size_t count() const { return weight_.size(); }
  std::size_t count_from(int cell) const { return first_[row_of(cell + 1)] - first_[row_of(cell)]; }
  int longest_delay(bool from_I) const { return delays_[from_I]; }

  /// Adds a spike's weights with this delay (1, 2, ... steps) onto the cells of one half to the
  /// array, by slot.
  void deliver(int from, int delay, std::size_t half, float* arrivals) const {
    const std::size_t row = row_of(from) + 2 * static_cast<std::size_t>(delay - 1) + half;
    add_rows(row, row + 1, arrivals);
  }
  /// The same onto the cells of both halves.
  void deliver(int from, int delay, float* arrivals) const {
    const std::size_t row = row_of(from) + 2 * static_cast<std::size_t>(delay - 1);
    add_rows(row, row + 2, arrivals);
  }
  /// Asks the memory for all synapses of a cell: they are needed in the next steps.
  void prefetch(int from) const;

  /// In a fixed order that belongs to the wiring: by sender, delay, receiver.
  std::span<const float> weights() const { return weight_; }
  /// Throws InputError unless there is one for each synapse.
  void set_weights(std::span<const float> weights);

  /// Mean weight of each class, pA; 0 for a class without synapses.
  Weights mean() const;
  std::array<std::size_t, 4> counts() const { return counts_; }
  /// The class's mean becomes this: all its weights by the same factor.
  void scale_class(WeightClass weight_class, double factor);

  /// For each cell the mean of `values` (one a cell) over its partners of the other population
  /// that project to it; without any, what `if_none` has for that population.
  std::vector<double> mean_over_partners(std::span<const double> values, Rates if_none) const;
  /// For each cell the sum of the weights onto it from E and from I, pA.
  std::vector<Rates> inputs() const;

  /// new weight = change(present weight, sender, receiving slot), for all of them.
  template <class Change>
  void change_weights(const Change& change) {
    for (int from = 0; from < sizes().all(); ++from) {
      for (std::size_t k = first_[row_of(from)], end = first_[row_of(from + 1)]; k < end; ++k)
        weight_[k] = change(weight_[k], from, target_[k]);
    }
  }
  void for_each(const std::function<void(const Synapse&)>& visit) const;
  /// visit(receiving cell, weight) for those of one sender.
  template <class Visit>
  void for_each_from(int from, const Visit& visit) const {
    for (std::size_t k = first_[row_of(from)], end = first_[row_of(from + 1)]; k < end; ++k)
      visit(layout_.cell(target_[k]), weight_[k]);
  }

 private:
  explicit Synapses(Sizes sizes) : layout_(sizes) {}

  void add_rows(std::size_t row, std::size_t end_row, float* arrivals) const {
    for (std::size_t k = first_[row], end = first_[end_row]; k < end; ++k)
      arrivals[target_[k]] += weight_[k];
  }
  /// Rows are counted by sender, delay and half of the receivers.
  std::size_t row_of(int from) const {
    const auto E_rows = static_cast<std::size_t>(delays_[0]);
    const auto I_rows = static_cast<std::size_t>(delays_[1]);
    const auto cell = static_cast<std::size_t>(from);
    const auto E = static_cast<std::size_t>(layout_.sizes.E);
    return 2 * (cell < E ? cell * E_rows : E * E_rows + (cell - E) * I_rows);
  }
  /// `list` holds one sender's synapses; senders come in their order.
  void append(int from, std::vector<Synapse>& list);
  WeightClass class_of(int from, std::size_t slot) const;

  CellLayout layout_;
  std::array<int, 2> delays_{1, 1};    ///< longest, in steps: of E and of I senders
  std::vector<std::size_t> first_{0};  ///< of each row, and the end of the last
  std::vector<std::uint16_t> target_;  ///< slots
  std::vector<float> weight_;
  std::array<std::size_t, 4> counts_{};
};

}  // namespace homeostat::ei
