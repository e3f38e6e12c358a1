// Random classifications of the kinds that the balance paper uses: independent non-negative inputs,
// two populations, a share p_out of patterns to respond to.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "core/balance/capacity.h"
#include "core/balance/perceptron.h"

namespace homeostat::balance {

/// Gamma laws of shape k and scale; k = 1 is exponential. The defaults are those of Figs. 3, 4, S1,
/// S3: exponential excitatory inputs of mean and deviation 1, inhibitory ones with k = 2, theta =
/// sqrt 2.
struct GammaInputs {
  double shape_exc = 1, scale_exc = 1;
  double shape_inh = 2, scale_inh = 1.4142135623730951;
  bool operator==(const GammaInputs&) const = default;
};

/// 1 with probability p, else 0 (Figs. 5, 6, S6).
struct BinaryInputs {
  double p_exc = 0.5, p_inh = 0.5;
  bool operator==(const BinaryInputs&) const = default;
};

/// Gaussian tuning to a stimulus on a ring of length 1: x = A exp(-d^2/(2 delta^2)), d the distance
/// of stimulus and preferred stimulus [balance, S.10]. Each input is tuned to a stimulus of its
/// own, so that inputs are independent as the theory wants them.
struct TunedInputs {
  double A_exc = 1, A_inh = 2;
  double delta_exc = 0.05, delta_inh = 0.1;
  bool operator==(const TunedInputs&) const = default;
};

using InputLaw = std::variant<GammaInputs, BinaryInputs, TunedInputs>;

/// Mean and standard deviation of one input of each population; exact (also for tuned inputs, where
/// S.11 and S.12 are the limit of narrow tuning).
struct InputMoments {
  double mean_exc = 1, sigma_exc = 1, mean_inh = 1, sigma_inh = 1;

  double CV_exc() const { return sigma_exc / mean_exc; }
  double phi() const { return CV_exc() * mean_inh / sigma_inh; }
  double lambda() const { return sigma_inh / sigma_exc; }
};
InputMoments moments(const InputLaw& law);

/// Classifications of one kind.
struct Ensemble {
  InputLaw inputs{};
  int N = 300;
  double f_exc = 0.8;
  double p_out = 0.5;
  double Gamma = 1;  ///< in V_th/sigma_exc, the theory's unit

  bool operator==(const Ensemble&) const = default;
};

/// Throws InputError naming the field.
void validate(const Ensemble& ensemble);

/// What replica theory has to know of it.
Circuit circuit_of(const Ensemble& ensemble);

/// Number of excitatory inputs, which come first.
int excitatory_count(const Ensemble& ensemble);

/// Sample number `sample` of `seed` with P >= 1 patterns in the inputs' own units. The first
/// patterns of a sample are the same whatever P is, and each beginning has its share p_out of +1 to
/// within one pattern.
Problem draw(const Ensemble& ensemble, int P, std::uint64_t seed, std::uint64_t sample);

}  // namespace homeostat::balance
