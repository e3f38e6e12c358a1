#include "core/lab/selective_setup.h"

#include <cmath>
#include <string>

#include "core/math/check.h"

namespace homeostat::lab {

namespace {

balance::InputLaw input_law(const ParameterValues& p) {
  const std::string_view law = p.choice("inputs");
  if (law == "binary") return balance::BinaryInputs{p["p_exc"], p["p_inh"]};
  if (law == "tuned")
    return balance::TunedInputs{p["A_exc"], p["A_inh"], p["delta_exc"], p["delta_inh"]};
  const bool is_exponential = law == "exponential";
  return balance::GammaInputs{is_exponential ? 1 : p["k_exc"], p["theta_exc"],
                              is_exponential ? 1 : p["k_inh"], p["theta_inh"]};
}

}  // namespace

balance::Ensemble ensemble(const ParameterValues& p) {
  return {input_law(p), static_cast<int>(std::lround(p["N"])), p["f_exc"], p["p_out"], p["Gamma"]};
}

int pattern_count(const ParameterValues& p) {
  return static_cast<int>(std::lround(p["alpha"] * std::round(p["N"])));
}

balance::Noise neuron_noise(const ParameterValues& p) {
  return {p["sigma_in"] * moments(ensemble(p).inputs).sigma_exc, p["sigma_out"]};
}

bool is_used_input(const ParameterValues& values, std::string_view symbol) {
  const std::string_view law = values.choice("inputs");
  if (symbol.starts_with("k_")) return law == "gamma";
  if (symbol.starts_with("theta_")) return law == "gamma" || law == "exponential";
  if (symbol == "p_exc" || symbol == "p_inh") return law == "binary";
  if (symbol.starts_with("A_") || symbol.starts_with("delta_")) return law == "tuned";
  return true;
}

void validate_selective(const ParameterValues& p) {
  constexpr double most_numbers = 3e7;
  require(p["N"] == std::round(p["N"]), "N", p["N"], "a whole number");
  validate(ensemble(p));
  const double P = pattern_count(p), N = p["N"];
  // As balance::draw() deals them out.
  const double pluses = std::floor(P * p["p_out"] + 0.5);
  const std::string both =
      "so many patterns that some are to be responded to and some not: these "
      "are " +
      std::to_string(static_cast<int>(P));
  require(pluses >= 1 && pluses < P, "alpha", p["alpha"], both);
  require(P * N <= most_numbers, "alpha", p["alpha"],
          "at most " + number_text(most_numbers / N / N) + " with so many inputs");
}

}  // namespace homeostat::lab
