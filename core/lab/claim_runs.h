// The runs that claims are measured of: each done once, whoever asks.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/lab/claim.h"
#include "core/lab/experiment.h"
#include "core/lab/reproduction.h"

namespace homeostat::lab {

/// Runs of one experiment, and the measures wanted of them.
class RunSet {
 public:
  RunSet(const Experiment& experiment, const Measure& first);

  /// Whether that measure is of the very same runs.
  bool covers(const Experiment& experiment, const Measure& measure) const;
  /// Gives its number within the set.
  std::size_t add(const Measure& measure);

  /// Runs that are done together on one thread; parts of a set may be done side by side.
  struct Part {
    int first = 0, count = 0;
    double cost = 0;  ///< in trials of two populations
  };
  std::vector<Part> parts() const;
  /// `on_trial(cost)` after each trial.
  void run(const Part& part, const std::stop_token& stop,
           const std::function<void(double cost)>& on_trial);

  /// Once all parts are done.
  Measured measured(std::size_t measure) const;

 private:
  struct Sample {
    double x = 0, y = 0;
  };
  int run_count() const;
  Experiment single(int run) const;
  void run_batch(const Part& part, const std::stop_token& stop,
                 const std::function<void(double)>& on_trial);
  void sample(int run, const struct RunRecord& record);

  Experiment experiment_;
  Measure runs_;  ///< which runs; the rest of it is not looked at
  std::vector<Measure> measures_;
  std::vector<std::vector<Sample>> samples_;  ///< by measure and run
};

}  // namespace homeostat::lab
