// The network of Figs. 5 and 6 in double precision or, more than twice as fast, in single: see
// unit_network.h.
//
// Single precision is for ensembles: rounding takes a trial another way within its noise, and
// learning, which is always in double, goes on from means of 5,000 samples.
#pragma once

#include <variant>
#include <vector>

#include "core/ei/unit_network.h"
#include "core/math/precision.h"

namespace homeostat::ei {

class MultiUnit {
 public:
  using Treatment = UnitTreatment;

  explicit MultiUnit(Sizes sizes, math::Precision precision = math::Precision::full,
                     math::VectorPath path = math::best_vector_path());

  Sizes sizes() const;

  // As in UnitNetwork.
  void begin_trial(const math::GaussianSource& gaussians);
  void begin_trial();
  void advance(const Segment& segment, const UnitWeights& weights, const Treatment& treatment,
               double* trace_E, double* trace_I, UnitSamples* samples = nullptr);
  std::vector<double> rates() const;
  std::vector<double> noise() const;
  std::vector<double> window_means() const;
  void clear_noise();
  void set_noise(std::span<const double> noise);

 private:
  std::variant<UnitNetwork<double>, UnitNetwork<float>> network_;
};

}  // namespace homeostat::ei
