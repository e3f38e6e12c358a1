#include "core/ei/unit_network.h"

#include <algorithm>

#include "core/ei/rate_step.h"

namespace homeostat::ei {

namespace {

constexpr std::size_t rows_drawn = 16;
/// Input of a lesioned unit, which no noise and no weight makes fire.
constexpr double never_fires = -1e30;

std::size_t in_blocks(std::size_t count, std::size_t block) {
  return (count + block - 1) / block * block;
}

template <class Real>
const kernel::UnitKernel<Real>& kernel_for(math::VectorPath path) {
  switch (path) {
    case math::VectorPath::avx512:
      return kernel::avx512::unit_kernel<Real>();
    case math::VectorPath::avx2:
      return kernel::avx2::unit_kernel<Real>();
    case math::VectorPath::baseline:
      break;
  }
  return kernel::baseline::unit_kernel<Real>();
}

}  // namespace

template <class Real>
UnitNetwork<Real>::UnitNetwork(Sizes sizes, math::VectorPath path)
    : sizes_(sizes),
      kernel_(&kernel_for<Real>(path)),
      rows_E_(in_blocks(static_cast<std::size_t>(sizes.E), kernel::row_block<Real>)),
      rows_(rows_E_ + in_blocks(static_cast<std::size_t>(sizes.I), kernel::row_block<Real>)),
      gaussian_stride_(in_blocks(rows_, math::GaussianSource::lanes)),
      weights_(rows_ * static_cast<std::size_t>(sizes.all())),
      input_(rows_),
      rates_(rows_),
      noise_(rows_),
      from_E_(rows_),
      from_I_(rows_),
      sums_(rows_),
      gaussians_(rows_drawn * gaussian_stride_) {
  input_.fill(static_cast<Real>(never_fires));  // of the rows that only fill up
}

template <class Real>
void UnitNetwork<Real>::begin_trial(const math::GaussianSource& gaussians) {
  begin_trial();
  source_.emplace(Noise{gaussians, 0, 0});
}

template <class Real>
void UnitNetwork<Real>::begin_trial() {
  source_.reset();
  rates_.fill(0);
  sums_.fill(0);
  samples_ = 0;
  steps_done_ = 0;
  is_silent_ = true;
  backward_ = false;
}

template <class Real>
std::size_t UnitNetwork<Real>::row(int unit) const {
  return unit < sizes_.E ? static_cast<std::size_t>(unit)
                         : rows_E_ + static_cast<std::size_t>(unit - sizes_.E);
}

template <class Real>
template <class Number>
std::vector<double> UnitNetwork<Real>::by_unit(const math::Aligned<Number>& rows) const {
  std::vector<double> values;
  values.reserve(static_cast<std::size_t>(sizes_.all()));
  for (int unit = 0; unit < sizes_.all(); ++unit)
    values.push_back(static_cast<double>(rows[row(unit)]));
  return values;
}

template <class Real>
std::vector<double> UnitNetwork<Real>::window_means() const {
  std::vector<double> means = by_unit(sums_);
  for (double& mean : means) mean /= static_cast<double>(samples_);
  return means;
}

template <class Real>
void UnitNetwork<Real>::set_noise(std::span<const double> noise) {
  for (int unit = 0; unit < sizes_.all(); ++unit)
    noise_[row(unit)] = static_cast<Real>(noise[static_cast<std::size_t>(unit)]);
}

template <class Real>
void UnitNetwork<Real>::take_sample(UnitSamples& samples) const {
  Rates sum;
  for (int unit = 0; unit < sizes_.all(); ++unit) {
    const auto rate = static_cast<double>(rates_[row(unit)]);
    (unit < sizes_.E ? sum.E : sum.I) += rate;
    samples.rates.push_back(static_cast<float>(rate));
  }
  samples.mean_E.push_back(sum.E / sizes_.E);
  samples.mean_I.push_back(sum.I / sizes_.I);
}

template <class Real>
void UnitNetwork<Real>::set_weights(const UnitWeights& weights, double scale_E, double scale_I) {
  const auto set = [&](Real* column, int to, int end, int from, double scale) {
    for (; to < end; ++to) *column++ = static_cast<Real>(scale * weights.matrix()(to, from));
  };
  const std::size_t rows_I = rows_ - rows_E_;
  for (int from = 0; from < sizes_.E; ++from) {
    const auto k = static_cast<std::size_t>(from);
    set(weights_EE() + k * rows_E_, 0, sizes_.E, from, scale_E);
    set(weights_IE() + k * rows_I, sizes_.E, sizes_.all(), from, scale_I);
  }
  for (int from = sizes_.E; from < sizes_.all(); ++from) {
    Real* column = weights_I() + static_cast<std::size_t>(from - sizes_.E) * rows_;
    set(column, 0, sizes_.E, from, -scale_E);
    set(column + rows_E_, sizes_.E, sizes_.all(), from, -scale_I);
  }
}

template <class Real>
void UnitNetwork<Real>::set_input(const Segment& segment, const UnitTreatment& treatment,
                                  double scale_E, double scale_I) {
  const RateParameters& p = segment.parameters;
  for (int unit = 0; unit < sizes_.all(); ++unit) {
    const auto k = static_cast<std::size_t>(unit);
    const double own = treatment.current.empty() ? 0 : treatment.current[k];
    const double input = unit < sizes_.E ? scale_E * (p.I_ext + segment.pulse + own - p.theta_E)
                                         : scale_I * (p.I_ext_I + own - p.theta_I);
    input_[row(unit)] = static_cast<Real>(input);
  }
  for (const int unit : treatment.lesioned) {
    input_[row(unit)] = static_cast<Real>(never_fires);
    rates_[row(unit)] = 0;
  }
}

template <class Real>
std::size_t UnitNetwork<Real>::prepare_gaussians(std::size_t at_most) {
  Noise& noise = *source_;
  if (noise.next == noise.ready) {
    constexpr std::size_t half = rows_drawn / 2;
    float* rows = gaussians_.data();
    noise.source.fill(rows, rows + half * gaussian_stride_, half * gaussian_stride_);
    noise.next = 0;
    noise.ready = rows_drawn;
  }
  return std::min(at_most, noise.ready - noise.next);
}

template <class Real>
kernel::UnitArrays<Real> UnitNetwork<Real>::arrays() {
  return {rows_E_,
          rows_,
          static_cast<std::size_t>(sizes_.E),
          static_cast<std::size_t>(sizes_.I),
          weights_EE(),
          weights_IE(),
          weights_I(),
          input_.data(),
          rates_.data(),
          noise_.data(),
          sums_.data(),
          from_E_.data(),
          from_I_.data()};
}

template <class Real>
void UnitNetwork<Real>::advance(const Segment& segment, const UnitWeights& weights,
                                const UnitTreatment& treatment, double* trace_E, double* trace_I,
                                UnitSamples* samples) {
  const RateParameters& p = segment.parameters;
  const StepCoefficients c(p, {}, segment.pulse);
  const NoiseCoefficients n(p);
  const bool noisy = source_ && p.noise_sigma > 0;
  if (!noisy) clear_noise();
  set_weights(weights, c.scale_E, c.scale_I);
  set_input(segment, treatment, c.scale_E, c.scale_I);
  const kernel::UnitArrays<Real> units = arrays();
  kernel_->send(units);
  const auto real = [](double x) { return static_cast<Real>(x); };
  const kernel::UnitConstants<Real> constants{real(c.keep_E),  real(c.keep_I),    real(c.scale_E),
                                              real(c.scale_I), real(c.E_max),     real(c.I_max),
                                              real(n.keep),    real(n.innovation)};
  auto left = static_cast<std::size_t>(segment.steps);
  while (left > 0) {
    std::size_t at_most = left;
    if (samples != nullptr) {
      const std::int64_t to_sample = samples->every - steps_done_ % samples->every;
      at_most = std::min(at_most, static_cast<std::size_t>(to_sample));
    }
    const std::size_t steps = noisy ? prepare_gaussians(at_most) : at_most;
    const float* gaussians = noisy ? gaussians_.data() + source_->next * gaussian_stride_ : nullptr;
    kernel_->advance(constants, units,
                     {steps, gaussians, gaussian_stride_, segment.averaged, trace_E, trace_I},
                     is_silent_, backward_);
    if (noisy) source_->next += steps;
    if (trace_E != nullptr) trace_E += steps;
    if (trace_I != nullptr) trace_I += steps;
    left -= steps;
    steps_done_ += static_cast<std::int64_t>(steps);
    if (samples != nullptr && steps_done_ % samples->every == 0) take_sample(*samples);
  }
  if (segment.averaged) samples_ += segment.steps;
}

template class UnitNetwork<double>;
template class UnitNetwork<float>;

}  // namespace homeostat::ei
