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
  const bool is_network = lab::is_network(p.model());
  const auto is_at = [&](double rate, double set) {
    const double within = is_network ? OutcomeDetector::network_converged_within * set
                                     : OutcomeDetector::converged_within_hz;
    return std::abs(rate - set) <= within;
  };
  if (is_at(mean.E, p["E_set"]) && is_at(mean.I, p["I_set"])) return Outcome::converged;
  if (mean.E < silent_below_hz && mean.I < silent_below_hz) {
    return Outcome::silent;
  }
  if (p.model() == Model::spiking) return Outcome::wandering;  // refractory cells have no bound
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
  const bool is_up =
      parameters.model() == Model::spiking ? row.network.up_states > 0 : row.mean.E > up_above_hz;
  if (!is_up) return;
  if (first_up == 0) first_up = row.trial;
  if (first_lasting == 0 && row.network.lasts_to_end) first_lasting = row.trial;
  last_up = row;
}

}  // namespace homeostat::lab
