// Experiments for tests, and everything an engine has to say about a run.
#pragma once

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/engine.h"
#include "core/lab/experiment.h"
#include "core/lab/frame.h"
#include "core/lab/record.h"

namespace homeostat::test {

/// Keeps every row and, if wanted, every trace.
class Recorder : public lab::Observer {
 public:
  explicit Recorder(bool keeps_traces = false) : keeps_traces_(keeps_traces) {}

  lab::Trace* trace_for(std::int64_t trial) override;
  void on_trial(const lab::TrialRow& row) override { rows.push_back(row); }

  std::vector<lab::TrialRow> rows;
  std::deque<lab::Trace> traces;

 private:
  bool keeps_traces_;
};

/// The documented defaults with the assignments made: what `homeostat-cli run --set` would run.
lab::Experiment experiment_with(std::initializer_list<lab::Assignment> assignments);

/// The paper's start of Figs. 2B and 4B (2.1, 3, 4, 2) under a rule, without noise.
lab::Experiment noise_free(std::string_view rule);

/// All rows of the experiment's first `trials` trials.
std::vector<lab::TrialRow> rows_of(const lab::Experiment& experiment, std::int64_t trials);

/// Name of the first field in which the two rows differ in any bit; empty when in none.
std::string first_difference(const lab::TrialRow& a, const lab::TrialRow& b);
std::string first_difference(const std::vector<lab::TrialRow>& a,
                             const std::vector<lab::TrialRow>& b);

}  // namespace homeostat::test
