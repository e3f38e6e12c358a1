// One experiment from many starts: the ensembles of Figs. 5G-H, 6G-H and S7, where the seed draws
// weights and noise [paradox, SI: 400 starts].
#pragma once

#include "core/lab/network_ensemble.h"

namespace homeostat::lab {

/// The experiment with the seeds 1 to `starts`, as far as nothing by hand or protocol is in it.
EnsembleQuestion many_starts(const Experiment& experiment, std::size_t starts);

/// What has become of those that are done.
struct StartsSummary {
  std::size_t done = 0;
  std::size_t at_setpoints = 0;  ///< both populations within 0.1 Hz over the last 50 trials
  std::size_t unit_by_unit = 0;  ///< and units spread by less than 0.1 Hz
  std::size_t silent = 0;
  std::size_t failed = 0;
  /// Over those that are done, of their last 50 trials, Hz; the error of one is not finite.
  ei::Rates mean, standard_error;
};
StartsSummary summary_of(const EnsembleAnswer& answer);

/// How near that is, Hz: what the independent statistics count.
inline constexpr double start_is_there_hz = 0.1;
inline constexpr std::int64_t start_judged_trials = 50;

}  // namespace homeostat::lab
