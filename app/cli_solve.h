// homeostat-cli run of a selective neuron, which is not run trial by trial: problems are drawn and
// solved, one row each.
#pragma once

#include <string>

#include "core/lab/experiment.h"

namespace homeostat::app {

struct SolveOptions {
  unsigned threads = 1;
  std::string out;  ///< a directory; empty: none
  bool json = false;
};

/// As many problems as the experiment has trials. Gives the exit code.
int solve_samples(const lab::Experiment& experiment, const SolveOptions& options);

}  // namespace homeostat::app
