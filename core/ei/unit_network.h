// N_E + N_I threshold-linear rate units, all to all, no unit onto itself.
//
// What: the network of Figs. 5 and 6. Each unit follows the equation of its population in
//   rate_model.h, with its own input, noise and weights [paradox, SI "multi-unit rate model"]:
//   tau_E dE_i/dt = -E_i + g_E [sum_j W_EE[i,j] E_j - sum_j W_EI[i,j] I_j + input_i + noise_i
//                               - theta_E]+        and in the same way for I.
// Noise: as in rate_model.h, independent for each unit.
// Method: forward Euler. Order of update, part of the model: the noise, all E from the old E and I,
//   all I from the *new* E before they are clipped, then E and I are clipped at E_max and I_max.
// A silent network costs no sums: as long as no input passes a threshold its rates stay exactly 0.
// A NaN stays where it arises, for the caller to find.
// Precision: rates, weights and noise in numbers of type Real; means over the window always in
// double. Source: the authors' published scripts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/ei/multi_unit_kernel.h"
#include "core/ei/rate_model.h"
#include "core/ei/unit_samples.h"
#include "core/ei/unit_weights.h"
#include "core/math/aligned.h"
#include "core/math/random.h"

namespace homeostat::ei {

/// What reaches the units besides the segment's own input, and who is lesioned: a lesioned unit's
/// rate is 0 from now on. An empty span: nothing, nobody.
struct UnitTreatment {
  std::span<const double> current;  ///< one a unit
  std::span<const int> lesioned;
};

/// Real: double or float.
template <class Real>
class UnitNetwork {
 public:
  UnitNetwork(Sizes sizes, math::VectorPath path);

  Sizes sizes() const { return sizes_; }

  /// All units at rest, nothing summed; the noise goes on, with new numbers from `gaussians`.
  void begin_trial(const math::GaussianSource& gaussians);
  void begin_trial();  ///< without noise

  /// Advances through one segment, whose own weights are not looked at. The traces receive the mean
  /// rates of the populations, step by step, `samples` those of single units; all may be null.
  /// Whoever asks for less gets the same bits.
  void advance(const Segment& segment, const UnitWeights& weights, const UnitTreatment& treatment,
               double* trace_E, double* trace_I, UnitSamples* samples = nullptr);

  /// Present rates, noise, and means over the averaging window: one a unit, E first, Hz.
  std::vector<double> rates() const { return by_unit(rates_); }
  std::vector<double> noise() const { return by_unit(noise_); }
  std::vector<double> window_means() const;

  void clear_noise() { noise_.fill(0); }
  /// The noise as noise() gave it: one a unit.
  void set_noise(std::span<const double> noise);

 private:
  /// Rows of Gaussians, drawn a few at a time: the weights need the cache.
  struct Noise {
    math::GaussianSource source;
    std::size_t next, ready;
  };

  std::size_t row(int unit) const;
  template <class Number>
  std::vector<double> by_unit(const math::Aligned<Number>& rows) const;
  void set_weights(const UnitWeights& weights, double scale_E, double scale_I);
  void set_input(const Segment& segment, const UnitTreatment& treatment, double scale_E,
                 double scale_I);
  std::size_t prepare_gaussians(std::size_t at_most);
  /// Columns of weights_ one after another: from E onto E, from all I, from E onto I.
  Real* weights_EE() { return weights_.data(); }
  Real* weights_I() { return weights_EE() + rows_E_ * static_cast<std::size_t>(sizes_.E); }
  Real* weights_IE() { return weights_I() + rows_ * static_cast<std::size_t>(sizes_.I); }
  kernel::UnitArrays<Real> arrays();
  void take_sample(UnitSamples& samples) const;

  Sizes sizes_;
  const kernel::UnitKernel<Real>* kernel_;
  std::size_t rows_E_, rows_, gaussian_stride_;
  math::Aligned<Real> weights_, input_, rates_, noise_, from_E_, from_I_;
  math::AlignedDoubles sums_;
  math::AlignedFloats gaussians_;
  std::optional<Noise> source_;
  std::int64_t samples_ = 0;     ///< in the sums
  std::int64_t steps_done_ = 0;  ///< in this trial
  bool is_silent_ = true, backward_ = false;
};

}  // namespace homeostat::ei
