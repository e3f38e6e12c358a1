#include "core/lab/claim_words.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <cstdio>

#include "core/lab/measure.h"

namespace homeostat::lab {

namespace {

std::string formatted(const char* format, double value) {
  char text[40];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

/// Five digits, which are as many as any table of ours has.
std::string short_number(double value) {
  return std::isnan(value) ? "never" : formatted("%.5g", value);
}

bool is_yes_no(const Claim& claim) {
  return measure_spec(claim.measure.name).reading == Reading::yes_no;
}

std::string with_unit(std::string text, const Claim& claim) {
  const std::string_view unit = measure_spec(claim.measure.name).unit;
  if (unit.empty()) return text;
  if (unit == "trial") return "trial " + text;
  return std::move(text) + " " + std::string(unit);
}

std::string value_text(const Claim& claim, double value) {
  if (is_yes_no(claim)) return value == 1 ? "yes" : value == 0 ? "no" : short_number(value);
  return with_unit(short_number(value), claim);
}

/// k of n, and between what the probability lies with a confidence of 95 %.
std::string share_text(double share, int runs) {
  using boost::math::binomial_distribution;
  const double k = std::round(share * runs), each_tail = 0.025;
  const double low = binomial_distribution<>::find_lower_bound_on_p(runs, k, each_tail);
  const double high = binomial_distribution<>::find_upper_bound_on_p(runs, k, each_tail);
  return formatted("%.0f", k) + " of " + std::to_string(runs) + formatted(" (%.0f", 100 * low) +
         formatted(" to %.0f %%)", 100 * high);
}

}  // namespace

std::string paper_text(const Claim& claim) {
  if (!claim.is_stated()) return "not stated";
  return claim.paper_value ? value_text(claim, *claim.paper_value) : claim.paper_says;
}

std::string measured_text(const Claim& claim, const Measured& measured) {
  if (measured.runs == 1) return value_text(claim, measured.value);
  if (is_yes_no(claim)) return share_text(measured.value, measured.runs);
  std::string text = short_number(measured.value);
  const double error = measured.standard_error;
  constexpr double no_scatter = 1e-6;  // runs that differ by rounding only
  if (error > no_scatter * std::abs(measured.value)) {
    // As many decimals as the standard error's second digit.
    const int decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(error))), 0, 8);
    char both[64];
    std::snprintf(both, sizeof both, "%.*f ± %.*f", decimals, measured.value, decimals, error);
    text = both;
  }
  return with_unit(text, claim) + ", " + std::to_string(measured.runs) + " runs";
}

std::string tolerance_text(const Claim& claim) {
  const Expected& expected = claim.expected;
  switch (expected.kind) {
    case Expected::Kind::above:
      return is_yes_no(claim) ? formatted("over %.0f %%", 100 * expected.value)
                              : "above " + short_number(expected.value);
    case Expected::Kind::below:
      return is_yes_no(claim) ? formatted("under %.0f %%", 100 * expected.value)
                              : "below " + short_number(expected.value);
    case Expected::Kind::within:
      break;
  }
  return expected.tolerance == 0 ? "exact" : short_number(expected.tolerance);
}

}  // namespace homeostat::lab
