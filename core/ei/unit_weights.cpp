#include "core/ei/unit_weights.h"

#include <utility>

namespace homeostat::ei {

namespace {

std::vector<bool> membership(Sizes sizes, std::span<const int> units) {
  std::vector<bool> is_in(static_cast<std::size_t>(sizes.all()), false);
  for (const int unit : units) is_in[static_cast<std::size_t>(unit)] = true;
  return is_in;
}

}  // namespace

UnitWeights::UnitWeights(Sizes sizes, Eigen::MatrixXd matrix)
    : sizes_(sizes), matrix_(std::move(matrix)) {
  matrix_.diagonal().setZero();
}

WeightClass UnitWeights::class_of(int to, int from) const {
  if (to < sizes_.E) return from < sizes_.E ? EE : EI;
  return from < sizes_.E ? IE : II;
}

int UnitWeights::partners(WeightClass c) const {
  const int senders = is_from_I(c) ? sizes_.I : sizes_.E;
  return c == EE || c == II ? senders - 1 : senders;
}

Weights UnitWeights::mean_sums() const {
  const auto E = sizes_.E, I = sizes_.I;
  return {matrix_.topLeftCorner(E, E).sum() / E, matrix_.topRightCorner(E, I).sum() / E,
          matrix_.bottomLeftCorner(I, E).sum() / I, matrix_.bottomRightCorner(I, I).sum() / I};
}

std::vector<Rates> UnitWeights::inputs() const {
  std::vector<Rates> sums;
  for (int to = 0; to < sizes_.all(); ++to)
    sums.push_back({matrix_.row(to).head(sizes_.E).sum(), matrix_.row(to).tail(sizes_.I).sum()});
  return sums;
}

void UnitWeights::scale(WeightClass c, double factor) {
  change([&](double weight, int to, int from) {
    return class_of(to, from) == c ? weight * factor : weight;
  });
}

int UnitWeights::scale(WeightClass c, double factor, std::span<const int> units) {
  const std::vector<bool> is_in = membership(sizes_, units);
  int scaled = 0;
  change([&](double weight, int to, int from) {
    if (class_of(to, from) != c || !is_in[static_cast<std::size_t>(to)] ||
        !is_in[static_cast<std::size_t>(from)])
      return weight;
    ++scaled;
    return weight * factor;
  });
  return scaled;
}

double UnitWeights::contrast(WeightClass c, std::span<const int> units) const {
  const std::vector<bool> is_in = membership(sizes_, units);
  double inside = 0, outside = 0;
  int count_inside = 0, count_outside = 0;
  for (int from = 0; from < sizes_.all(); ++from) {
    for (int to = 0; to < sizes_.all(); ++to) {
      if (to == from || class_of(to, from) != c) continue;
      const bool counts =
          is_in[static_cast<std::size_t>(to)] && is_in[static_cast<std::size_t>(from)];
      (counts ? inside : outside) += matrix_(to, from);
      ++(counts ? count_inside : count_outside);
    }
  }
  return (inside / count_inside) / (outside / count_outside);
}

}  // namespace homeostat::ei
