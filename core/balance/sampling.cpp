#include "core/balance/sampling.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <optional>

#include "core/balance/side_by_side.h"
#include "core/math/check.h"

namespace homeostat::balance {

namespace {

SampledSolution in_units_of_theory(const Problem& problem, const MarginSolution& solution,
                                   double sigma_exc) {
  const Margins m = margins(problem, solution.weights);
  return {m.kappa_out,        m.kappa_in / sigma_exc,
          m.norm * sigma_exc, imbalance_index(problem, solution.weights),
          solution.regime,    silent_fractions(problem, solution.weights)};
}

std::size_t number_of(int samples) { return static_cast<std::size_t>(std::max(0, samples)); }

/// Of results by number those that are there.
template <class Result>
std::vector<Result> collected(std::vector<std::optional<Result>> by_number) {
  std::vector<Result> results;
  for (auto& result : by_number)
    if (result) results.push_back(std::move(*result));
  return results;
}

Problem first_patterns(const Problem& all, int P) {
  return {all.patterns.topRows(P), all.labels.head(P), all.signs, all.Gamma};
}

bool has_solution(const Problem& problem, CapacityOf what, const std::stop_token& stop) {
  SolverOptions options;
  options.stop = stop;
  options.stop_when_decided = what == CapacityOf::solutions;
  const MarginSolution s = maximal_margin(problem, Maximise::kappa_out, options);
  return s.is_feasible() && (what == CapacityOf::solutions || s.regime == Regime::balanced);
}

/// Number of patterns; fewer than the two that make up both classes are taken to be solvable.
int largest_P(const Ensemble& ensemble, CapacityOf what, int highest, std::uint64_t seed,
              std::uint64_t number, const std::stop_token& stop) {
  const Problem all = draw(ensemble, highest, seed, number);
  int solvable = 0;
  while (solvable < highest &&
         std::abs(all.labels.head(solvable + 1).sum()) == static_cast<double>(solvable + 1))
    ++solvable;
  int unsolvable = highest + 1;
  while (unsolvable - solvable > 1 && !stop.stop_requested()) {
    const int middle = (solvable + unsolvable) / 2;
    (has_solution(first_patterns(all, middle), what, stop) ? solvable : unsolvable) = middle;
  }
  return solvable;
}

}  // namespace

MarginSample sample_margin(const Ensemble& ensemble, int P, std::uint64_t seed,
                           std::uint64_t number, const std::stop_token& stop) {
  const Problem problem = draw(ensemble, P, seed, number);
  const double sigma_exc = moments(ensemble.inputs).sigma_exc;
  SolverOptions options;
  options.stop = stop;
  MarginSample sample;
  sample.sample = number;
  const MarginSolution out = maximal_margin(problem, Maximise::kappa_out, options);
  sample.is_feasible = out.is_feasible();
  if (!sample.is_feasible) return sample;
  sample.out = in_units_of_theory(problem, out, sigma_exc);
  sample.in =
      in_units_of_theory(problem, maximal_margin(problem, Maximise::kappa_in, options), sigma_exc);
  return sample;
}

std::vector<MarginSample> sample_margins(const Ensemble& ensemble, int P, int samples,
                                         std::uint64_t seed, lab::Workers workers,
                                         const std::stop_token& stop, const OnSample& on_sample) {
  validate(ensemble);
  require(P >= 2, "P", P, "at least 2");
  return collected(solved_side_by_side<MarginSample>(
      number_of(samples), workers, stop,
      [&](std::size_t, const MarginSample& sample) {
        if (on_sample) on_sample(sample);
      },
      [&](std::size_t number) { return sample_margin(ensemble, P, seed, number, stop); }));
}

Estimate estimate(const std::vector<MarginSample>& samples,
                  const std::function<double(const MarginSample&)>& of) {
  Estimate e;
  double sum = 0, squares = 0;
  for (const MarginSample& sample : samples) {
    if (!sample.is_feasible) continue;
    ++e.count;
    sum += of(sample);
    squares += of(sample) * of(sample);
  }
  if (e.count == 0) return e;
  e.mean = sum / e.count;
  const double variance = std::max(0.0, squares / e.count - e.mean * e.mean);
  e.error = e.count > 1 ? std::sqrt(variance / (e.count - 1)) : 0;
  return e;
}

std::vector<double> sample_capacities(const Ensemble& ensemble, CapacityOf what, double highest,
                                      int samples, std::uint64_t seed, lab::Workers workers,
                                      const std::stop_token& stop, const OnCapacity& on_capacity) {
  validate(ensemble);
  require(highest > 0 && std::isfinite(highest), "highest load", highest, "above 0");
  const int most = std::max(2, static_cast<int>(std::ceil(highest * ensemble.N)));
  return collected(solved_side_by_side<double>(
      number_of(samples), workers, stop, on_capacity, [&](std::size_t number) {
        return static_cast<double>(largest_P(ensemble, what, most, seed, number, stop)) /
               ensemble.N;
      }));
}

Median median_of(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  // How many values lie below the true median is binomial with 1/2.
  const boost::math::binomial law(static_cast<double>(n), 0.5);
  std::size_t below = 0;
  while (below + 1 < n / 2 && boost::math::cdf(law, static_cast<double>(below)) < 0.025) ++below;
  const std::size_t cut = below > 0 ? below - 1 : 0;
  return {(values[(n - 1) / 2] + values[n / 2]) / 2, values[cut], values[n - 1 - cut]};
}

}  // namespace homeostat::balance
