#include "core/lab/outcome.h"

#include <cmath>

namespace homeostat::lab {

namespace {

/// A low-passed rate approaches its bound without quite reaching it.
constexpr double at_bound = 0.999;

Outcome judge(ei::Rates mean, const ei::Weights& w, const ParameterValues& p) {
  bool finite = std::isfinite(mean.E) && std::isfinite(mean.I);
  for (const double weight : w.array()) finite = finite && std::isfinite(weight);
  if (!finite) return Outcome::diverged;
  if (std::abs(mean.E - p["E_set"]) <= OutcomeDetector::converged_within_hz &&
      std::abs(mean.I - p["I_set"]) <= OutcomeDetector::converged_within_hz) {
    return Outcome::converged;
  }
  if (mean.E < OutcomeDetector::silent_below_hz && mean.I < OutcomeDetector::silent_below_hz) {
    return Outcome::silent;
  }
  if (mean.E >= at_bound * p["E_max"] || mean.I >= at_bound * p["I_max"]) return Outcome::saturated;
  return Outcome::wandering;
}

}  // namespace

std::string_view outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::converged:
      return "converged";
    case Outcome::silent:
      return "silent";
    case Outcome::saturated:
      return "saturated";
    case Outcome::diverged:
      return "diverged";
    case Outcome::wandering:
      break;
  }
  return "wandering";
}

void OutcomeDetector::add(const TrialRow& row, const ParameterValues& parameters) {
  recent_.push_back(row);
  if (recent_.size() > window_trials) recent_.pop_front();
  ei::Rates sum;
  for (const TrialRow& r : recent_) {
    sum.E += r.average.E;
    sum.I += r.average.I;
  }
  const auto n = static_cast<double>(recent_.size());
  const Outcome now = judge({sum.E / n, sum.I / n}, row.weights, parameters);
  if (since_ == 0 || now != outcome_) since_ = row.trial;
  outcome_ = now;
}

}  // namespace homeostat::lab
