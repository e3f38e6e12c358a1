#include "core/lab/many_starts.h"

#include <cmath>
#include <string>
#include <vector>

#include "core/ei/population_moments.h"

namespace homeostat::lab {

namespace {

bool is_done(const EnsembleMember& member) { return member.last.trial >= member.trials; }

bool is_near(double rate, double set) { return std::abs(rate - set) <= start_is_there_hz; }

}  // namespace

EnsembleQuestion many_starts(const Experiment& experiment, std::size_t starts) {
  EnsembleQuestion question;
  question.trials_a_point = start_judged_trials;
  for (std::size_t k = 0; k < starts; ++k) {
    Experiment one = experiment;
    one.seed = k + 1;
    one.name = experiment.name + " " + std::to_string(k + 1);
    one.log.clear();
    question.experiments.push_back(std::move(one));
  }
  return question;
}

StartsSummary summary_of(const EnsembleAnswer& answer) {
  StartsSummary summary;
  std::vector<double> E, I;
  for (const EnsembleMember& member : answer.members) {
    if (!member.error.empty()) ++summary.failed;
    if (!is_done(member)) continue;
    ++summary.done;
    const ei::Rates rates = member.lately(1).mean;
    E.push_back(rates.E);
    I.push_back(rates.I);
    if (rates.E < silent_below_hz && rates.I < silent_below_hz) ++summary.silent;
    if (!is_near(rates.E, member.set.E) || !is_near(rates.I, member.set.I)) continue;
    ++summary.at_setpoints;
    const ei::Rates spread = member.last.network.spread;
    if (spread.E < start_is_there_hz && spread.I < start_is_there_hz) ++summary.unit_by_unit;
  }
  if (E.empty()) return summary;
  const ei::Moments of_E = ei::moments(E), of_I = ei::moments(I);
  // The deviation over n of them has n - 1 degrees of freedom.
  const double root = std::sqrt(static_cast<double>(E.size()) - 1);
  summary.mean = {of_E.mean, of_I.mean};
  summary.standard_error = {of_E.deviation / root, of_I.deviation / root};
  return summary;
}

}  // namespace homeostat::lab
