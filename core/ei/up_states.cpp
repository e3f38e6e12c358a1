#include "core/ei/up_states.h"

#include <algorithm>
#include <cmath>

#include "core/ei/population_moments.h"
#include "core/math/numbers.h"

namespace homeostat::ei {

namespace {

constexpr double least_I_rate = 0.2;  // Hz
constexpr int longest_gap = 10;       // bins that are bridged
constexpr int too_short = 10;         // bins

struct Bins {
  int onset, end;
};

/// Stretches at or above the least rate; one that is there in the first bin did not begin in it.
std::vector<Bins> active_stretches(const std::vector<double>& I) {
  std::vector<Bins> found;
  const auto is_active = [&](std::size_t k) { return I[k] >= least_I_rate; };
  for (std::size_t k = 1; k < I.size(); ++k) {
    if (is_active(k) && !is_active(k - 1)) found.push_back({static_cast<int>(k), -1});
    if (!is_active(k) && is_active(k - 1) && !found.empty()) found.back().end = static_cast<int>(k);
  }
  if (!found.empty() && found.back().end < 0) found.back().end = static_cast<int>(I.size());
  return found;
}

void finish_mean(std::vector<double>& sum, double number) {
  for (double& value : sum) value /= number;
}

/// Spikes of each cell strictly between two times, per second.
void add_rates(const Spikes& spikes, double dt_ms, const UpState& up, std::vector<double>& sum) {
  const double share = 1000 / (up.end - up.onset);
  for (const Spike& spike : spikes) {
    const double time = spike.step * dt_ms;
    if (time > up.onset && time < up.end) sum[spike.cell] += share;
  }
}

std::vector<double> rates_without_up_state(const Spikes& spikes, Sizes sizes, int kicked,
                                           double duration_s) {
  std::vector<double> rates(static_cast<std::size_t>(sizes.all()), 0);
  if (duration_s == 0) return rates;
  for (const Spike& spike : spikes) rates[spike.cell] += 1 / duration_s;
  const int first_other = std::min(kicked, sizes.E);
  if (first_other == sizes.E) return rates;
  double mean = 0;
  for (int cell = first_other; cell < sizes.E; ++cell)
    mean += rates[static_cast<std::size_t>(cell)] / (sizes.E - first_other);
  std::fill_n(rates.begin(), first_other, mean);
  return rates;
}

}  // namespace

BinnedRates binned_rates(const Spikes& spikes, Sizes sizes, double dt_ms, double trial_ms) {
  const auto bins = static_cast<std::size_t>(
      std::max(0L, static_cast<long>(std::ceil(trial_ms / rate_bin_ms - 1e-9)) - 1));
  BinnedRates rates{std::vector<double>(bins, 0), std::vector<double>(bins, 0)};
  constexpr double bin_s = rate_bin_ms / 1000;
  for (const Spike& spike : spikes) {
    // Half a step, so that rounding cannot move a spike that stands on an edge.
    const auto bin = static_cast<std::size_t>((spike.step + 0.5) * dt_ms / rate_bin_ms);
    if (bin >= bins) continue;
    if (spike.cell < sizes.E) {
      rates.E[bin] += 1 / (bin_s * sizes.E);
    } else {
      rates.I[bin] += 1 / (bin_s * sizes.I);
    }
  }
  return rates;
}

std::vector<UpState> up_states(const BinnedRates& rates) {
  std::vector<Bins> merged;
  for (const Bins& stretch : active_stretches(rates.I)) {
    if (!merged.empty() && stretch.onset - merged.back().end <= longest_gap) {
      merged.back().end = stretch.end;
    } else {
      merged.push_back(stretch);
    }
  }
  std::vector<UpState> ups;
  for (const Bins& stretch : merged) {
    if (stretch.end - stretch.onset > too_short)
      ups.push_back({stretch.onset * rate_bin_ms, stretch.end * rate_bin_ms});
  }
  return ups;
}

TrialRates trial_rates(const Spikes& spikes, Sizes sizes, int kicked, double dt_ms,
                       double trial_ms) {
  TrialRates trial;
  trial.bins = binned_rates(spikes, sizes, dt_ms, trial_ms);
  const BinnedRates& bins = trial.bins;
  trial.up = up_states(bins);
  if (trial.up.empty()) {
    const auto active = [](const std::vector<double>& rate) {
      return std::ranges::count_if(rate, [](double r) { return r > 0; });
    };
    trial.duration_s =
        static_cast<double>(std::max(active(bins.E), active(bins.I))) * rate_bin_ms / 1000;
    trial.cells = rates_without_up_state(spikes, sizes, kicked, trial.duration_s);
  } else {
    trial.cells.assign(static_cast<std::size_t>(sizes.all()), 0);
    for (const UpState& up : trial.up) {
      add_rates(spikes, dt_ms, up, trial.cells);
      trial.duration_s += (up.end - up.onset) / 1000;
    }
    finish_mean(trial.cells, static_cast<double>(trial.up.size()));
    trial.lasts_to_end = trial.up.back().end >= static_cast<double>(bins.I.size()) * rate_bin_ms;
  }
  const PopulationMoments all = population_moments(trial.cells, sizes);
  trial.mean = all.mean;
  trial.spread = all.spread;
  return trial;
}

Rates interval_variation(const Spikes& spikes, Sizes sizes) {
  constexpr int least_intervals = 3;
  std::vector<std::vector<std::int32_t>> steps(static_cast<std::size_t>(sizes.all()));
  for (const Spike& spike : spikes) steps[spike.cell].push_back(spike.step);
  const auto mean = [&](int first, int count) {
    double sum = 0;
    int cells = 0;
    for (int cell = first; cell < first + count; ++cell) {
      const auto& own = steps[static_cast<std::size_t>(cell)];
      if (own.size() < least_intervals + 1) continue;
      std::vector<double> intervals;
      for (std::size_t k = 1; k < own.size(); ++k) intervals.push_back(own[k] - own[k - 1]);
      const auto [average, deviation] = moments(intervals);
      sum += deviation / average;
      ++cells;
    }
    return cells > 0 ? sum / cells : nan;
  };
  return {mean(0, sizes.E), mean(sizes.E, sizes.I)};
}

}  // namespace homeostat::ei
