#include "core/balance/pattern_source.h"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>

#include "core/math/check.h"
#include "core/math/random.h"

namespace homeostat::balance {

namespace {

struct MeanAndSigma {
  double mean, sigma;
};

MeanAndSigma tuned_moments(double A, double delta) {
  // Distances are uniform in [0, 1/2]; the integrals of exp(-d^2/2 delta^2) and of its square.
  const double mean =
      A * delta * std::sqrt(2 * std::numbers::pi) * std::erf(1 / (2 * std::numbers::sqrt2 * delta));
  const double square = A * A * delta * std::sqrt(std::numbers::pi) * std::erf(1 / (2 * delta));
  return {mean, std::sqrt(square - mean * mean)};
}

InputMoments joined(MeanAndSigma exc, MeanAndSigma inh) {
  return {exc.mean, exc.sigma, inh.mean, inh.sigma};
}

InputMoments moments_of(const GammaInputs& law) {
  const auto one = [](double shape, double scale) {
    return MeanAndSigma{shape * scale, std::sqrt(shape) * scale};
  };
  return joined(one(law.shape_exc, law.scale_exc), one(law.shape_inh, law.scale_inh));
}

InputMoments moments_of(const BinaryInputs& law) {
  const auto one = [](double p) { return MeanAndSigma{p, std::sqrt(p * (1 - p))}; };
  return joined(one(law.p_exc), one(law.p_inh));
}

InputMoments moments_of(const TunedInputs& law) {
  return joined(tuned_moments(law.A_exc, law.delta_exc), tuned_moments(law.A_inh, law.delta_inh));
}

double exponential(math::UniformStream& random) { return -std::log1p(-random.next()); }

/// A gamma variate of unit scale.
double gamma_variate(double shape, math::UniformStream& random) {
  if (shape == 1) return exponential(random);
  if (shape == 2) {
    const double first = exponential(random);
    return first + exponential(random);
  }
  return boost::math::gamma_p_inv(shape, random.next());
}

double draw_input(const GammaInputs& law, bool is_exc, math::UniformStream& random) {
  return is_exc ? law.scale_exc * gamma_variate(law.shape_exc, random)
                : law.scale_inh * gamma_variate(law.shape_inh, random);
}

double draw_input(const BinaryInputs& law, bool is_exc, math::UniformStream& random) {
  return random.next() < (is_exc ? law.p_exc : law.p_inh) ? 1 : 0;
}

double draw_input(const TunedInputs& law, bool is_exc, math::UniformStream& random) {
  const double in_widths = random.next() / 2 / (is_exc ? law.delta_exc : law.delta_inh);
  return (is_exc ? law.A_exc : law.A_inh) * std::exp(-in_widths * in_widths / 2);
}

void require_positive(const char* field, double value) {
  require(value > 0 && std::isfinite(value), field, value, "above 0");
}

void validate_law(const GammaInputs& law) {
  require_positive("shape_exc", law.shape_exc);
  require_positive("scale_exc", law.scale_exc);
  require_positive("shape_inh", law.shape_inh);
  require_positive("scale_inh", law.scale_inh);
}

void validate_law(const BinaryInputs& law) {
  require(law.p_exc > 0 && law.p_exc < 1, "p_exc", law.p_exc, "between 0 and 1");
  require(law.p_inh > 0 && law.p_inh < 1, "p_inh", law.p_inh, "between 0 and 1");
}

void validate_law(const TunedInputs& law) {
  require_positive("A_exc", law.A_exc);
  require_positive("A_inh", law.A_inh);
  require_positive("delta_exc", law.delta_exc);
  require_positive("delta_inh", law.delta_inh);
}

}  // namespace

InputMoments moments(const InputLaw& law) {
  return std::visit([](const auto& one) { return moments_of(one); }, law);
}

void validate(const Ensemble& ensemble) {
  require(ensemble.N >= 1, "N", ensemble.N, "at least 1");
  require(ensemble.f_exc >= 0 && ensemble.f_exc <= 1, "f_exc", ensemble.f_exc, "from 0 to 1");
  require(ensemble.p_out > 0 && ensemble.p_out < 1, "p_out", ensemble.p_out, "between 0 and 1");
  require_positive("Gamma", ensemble.Gamma);
  std::visit([](const auto& law) { validate_law(law); }, ensemble.inputs);
}

int excitatory_count(const Ensemble& ensemble) {
  return static_cast<int>(std::lround(ensemble.f_exc * ensemble.N));
}

Circuit circuit_of(const Ensemble& ensemble) {
  const InputMoments m = moments(ensemble.inputs);
  return {static_cast<double>(excitatory_count(ensemble)) / ensemble.N, m.phi(), m.lambda(),
          ensemble.p_out};
}

Problem draw(const Ensemble& ensemble, int P, std::uint64_t seed, std::uint64_t sample) {
  const int N = ensemble.N, exc = excitatory_count(ensemble);
  Problem problem;
  problem.Gamma = ensemble.Gamma / moments(ensemble.inputs).sigma_exc;
  problem.signs = Eigen::VectorXd::Ones(N);
  problem.signs.tail(N - exc).setConstant(-1);
  problem.labels.resize(P);
  for (int mu = 0; mu < P; ++mu) {
    const auto pluses = [&](int patterns) { return std::floor(patterns * ensemble.p_out + 0.5); };
    problem.labels[mu] = pluses(mu + 1) > pluses(mu) ? 1 : -1;
  }
  problem.patterns.resize(P, N);
  math::UniformStream random(seed, sample, math::Block::patterns);
  std::visit(
      [&](const auto& law) {
        for (int mu = 0; mu < P; ++mu)
          for (int i = 0; i < N; ++i) problem.patterns(mu, i) = draw_input(law, i < exc, random);
      },
      ensemble.inputs);
  return problem;
}

}  // namespace homeostat::balance
