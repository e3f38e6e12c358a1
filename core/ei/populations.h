// The vocabulary of a circuit of one excitatory (E) and one inhibitory (I) population.
// W_XY is always the weight from Y onto X [paradox, Methods].
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace homeostat::ei {

/// A pair of population values, usually firing rates in Hz.
struct Rates {
  double E = 0;
  double I = 0;
  bool operator==(const Rates&) const = default;
};

/// The rates that plasticity tries to hold, in Hz, both positive.
using Setpoints = Rates;

/// The four weight classes, in the order every table and file uses.
enum WeightClass { EE, EI, IE, II };
inline constexpr std::array<std::string_view, 4> weight_symbols{"W_EE", "W_EI", "W_IE", "W_II"};

constexpr bool is_onto_I(WeightClass c) { return c == IE || c == II; }
constexpr bool is_from_I(WeightClass c) { return c == EI || c == II; }

/// Synaptic weights, stored positive; inhibition is subtracted in the model.
struct Weights {
  double EE = 0;
  double EI = 0;
  double IE = 0;
  double II = 0;
  bool operator==(const Weights&) const = default;

  std::array<double, 4> array() const { return {EE, EI, IE, II}; }
  static Weights from(const std::array<double, 4>& w) { return {w[0], w[1], w[2], w[3]}; }
};

/// True for the symbols of the four weights.
inline bool is_weight(std::string_view symbol) {
  return std::ranges::find(weight_symbols, symbol) != weight_symbols.end();
}

/// The weight a symbol names, or null.
inline double* weight(Weights& w, std::string_view symbol) {
  if (symbol == "W_EE") return &w.EE;
  if (symbol == "W_EI") return &w.EI;
  if (symbol == "W_IE") return &w.IE;
  if (symbol == "W_II") return &w.II;
  return nullptr;
}

}  // namespace homeostat::ei
