#include "core/lab/outcome.h"

#include <algorithm>
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
  recent_[seen_++ % window_trials] = row.average;
  const std::size_t count = std::min<std::size_t>(seen_, window_trials);
  ei::Rates sum;
  for (std::size_t k = 0; k < count; ++k) {
    sum.E += recent_[k].E;
    sum.I += recent_[k].I;
  }
  const auto n = static_cast<double>(count);
  const Outcome now = judge({sum.E / n, sum.I / n}, row.weights, parameters);
  if (since_ == 0 || now != outcome_) since_ = row.trial;
  outcome_ = now;
}

void RunStory::add(const TrialRow& row, const ParameterValues& parameters) {
  outcome.add(row, parameters);
  if (!(row.mean.E > up_above_hz)) return;
  if (first_up == 0) first_up = row.trial;
  last_up = row;
}

}  // namespace homeostat::lab
