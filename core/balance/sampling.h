// Many random classifications solved side by side: what the dots in Figs. 3, S1 and S3 are. Sample
// k of a seed is the same whoever computes it, on any number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/balance/margin_solver.h"
#include "core/balance/pattern_source.h"
#include "core/lab/parallel.h"

namespace homeostat::balance {

/// One solution in the theory's units: kappa_out in V_th, kappa_in in sigma_exc, norm in
/// V_th/sigma_exc.
struct SampledSolution {
  double kappa_out = 0, kappa_in = 0, norm = 0;
  double imbalance = 0;
  Regime regime = Regime::balanced;
  SilentFractions silent;
};

struct MarginSample {
  std::uint64_t sample = 0;
  bool is_feasible = false;
  SampledSolution out, in;  ///< of the largest kappa_out and kappa_in; nothing unless feasible
};

/// Sample number `sample` of `seed`, P >= 2 patterns. After `stop` its numbers mean nothing.
MarginSample sample_margin(const Ensemble& ensemble, int P, std::uint64_t seed,
                           std::uint64_t sample, const std::stop_token& stop = {});

/// Called as samples are solved, in any order, one call at a time.
using OnSample = std::function<void(const MarginSample&)>;

/// `samples` problems of P patterns, by number; after `stop` those that were solved.
std::vector<MarginSample> sample_margins(const Ensemble& ensemble, int P, int samples,
                                         std::uint64_t seed, lab::Workers workers,
                                         const std::stop_token& stop = {},
                                         const OnSample& on_sample = {});

/// Mean and its standard error over the feasible samples.
struct Estimate {
  double mean = 0, error = 0;
  int count = 0;
};
Estimate estimate(const std::vector<MarginSample>& samples,
                  const std::function<double(const MarginSample&)>& of);

enum class CapacityOf { solutions, balanced_solutions };

/// Called with (sample, its largest load) as samples are done, one call at a time.
using OnCapacity = std::function<void(std::uint64_t sample, double alpha)>;

/// For each sample the largest load P/N at which it still has a solution, or one whose kappa_out is
/// limited by Gamma, found by bisection over P (patterns are added one by one: `draw` keeps the
/// first). The load at which half of the samples have one, the paper's measure of alpha_c and
/// alpha_b [Fig. S1], is the median. Loads are searched up to `highest`. After `stop`: those that
/// were done.
std::vector<double> sample_capacities(const Ensemble& ensemble, CapacityOf what, double highest,
                                      int samples, std::uint64_t seed, lab::Workers workers,
                                      const std::stop_token& stop = {},
                                      const OnCapacity& on_capacity = {});

/// Median, and the interval that holds it with 95 % confidence (order statistics, binomial).
struct Median {
  double median = 0, low = 0, high = 0;
};
Median median_of(std::vector<double> values);

}  // namespace homeostat::balance
