#include "core/ei/multi_unit.h"

namespace homeostat::ei {

MultiUnit::MultiUnit(Sizes sizes, math::Precision precision, math::VectorPath path)
    : network_(std::in_place_type<UnitNetwork<double>>, Sizes{}, path) {
  if (precision == math::Precision::full) network_.emplace<UnitNetwork<double>>(sizes, path);
  if (precision == math::Precision::single) network_.emplace<UnitNetwork<float>>(sizes, path);
}

Sizes MultiUnit::sizes() const {
  return std::visit([](const auto& units) { return units.sizes(); }, network_);
}

void MultiUnit::begin_trial(const math::GaussianSource& gaussians) {
  std::visit([&](auto& units) { units.begin_trial(gaussians); }, network_);
}

void MultiUnit::begin_trial() {
  std::visit([](auto& units) { units.begin_trial(); }, network_);
}

void MultiUnit::advance(const Segment& segment, const UnitWeights& weights,
                        const Treatment& treatment, double* trace_E, double* trace_I,
                        UnitSamples* samples) {
  std::visit(
      [&](auto& units) { units.advance(segment, weights, treatment, trace_E, trace_I, samples); },
      network_);
}

std::vector<double> MultiUnit::rates() const {
  return std::visit([](const auto& units) { return units.rates(); }, network_);
}

std::vector<double> MultiUnit::noise() const {
  return std::visit([](const auto& units) { return units.noise(); }, network_);
}

std::vector<double> MultiUnit::window_means() const {
  return std::visit([](const auto& units) { return units.window_means(); }, network_);
}

void MultiUnit::clear_noise() {
  std::visit([](auto& units) { units.clear_noise(); }, network_);
}

void MultiUnit::set_noise(std::span<const double> noise) {
  std::visit([&](auto& units) { units.set_noise(noise); }, network_);
}

}  // namespace homeostat::ei
