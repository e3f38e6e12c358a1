// How often both solutions of a selective neuron err under noise, predicted and counted, against
// the strength of one kind of noise [balance, Fig. 1].
#pragma once

#include <memory>
#include <vector>

#include "core/lab/long_task.h"
#include "core/lab/selective_answer.h"

namespace homeostat::lab {

enum class NoiseKind { output, inputs };

struct NoiseQuestion {
  std::shared_ptr<const SelectiveAnswer> answer;  ///< with a solution
  ParameterValues values{Model::selective};       ///< whose noise of the other kind is kept
  NoiseKind kind = NoiseKind::output;
  double highest = 1;  ///< in the unit of sigma_out or sigma_in
};

/// Error rates over all patterns, against the strength of the noise.
struct ErrorCurves {
  std::vector<double> strength, out, in;  ///< predicted
};
struct CountedErrors {
  double strength = 0;
  double out = 0, in = 0;
  double out_error = 0, in_error = 0;  ///< standard errors
};
struct NoiseAnswer {
  ErrorCurves predicted;
  std::vector<CountedErrors> counted;
};

using NoiseTask = LongTask<NoiseQuestion, NoiseAnswer>;
NoiseTask::Work noise_errors_work();

/// `values` with that strength of that kind.
ParameterValues with_noise(ParameterValues values, NoiseKind kind, double strength);

}  // namespace homeostat::lab
