// Margins at many loads, averaged over random problems, growing while it works: the dots in Figs. 3
// and S3 [balance].
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/balance/sampling.h"
#include "core/lab/long_task.h"
#include "core/lab/parallel.h"
#include "core/lab/parameters.h"

namespace homeostat::lab {

/// What was found at one load, of the samples done so far.
struct LoadSamples {
  double alpha = 0;  ///< P/N
  int solved = 0, feasible = 0, balanced = 0;
  // Over the feasible ones; `out` and `in` name the margin that was made largest.
  balance::Estimate kappa_out, kappa_in, kappa_in_of_out;
  balance::Estimate norm_of_out, norm_of_in, IB_of_out, IB_of_in, silent_exc, silent_inh;
};

struct SampledLoads {
  ParameterValues values{Model::selective};  ///< their own load does not count
  std::uint64_t seed = 0;
  std::vector<LoadSamples> loads;
  int samples_done = 0;  ///< at every load; some have one more
};

struct SamplesQuestion {
  ParameterValues values{Model::selective};
  std::uint64_t seed = 0;
  std::vector<double> loads{};  ///< none: loads_to_sample(), worked out with the samples
  int samples = 1;
};

/// Loads spread over all that can be solved, for these values.
std::vector<double> loads_to_sample(const ParameterValues& values);

/// Every load once before any twice. Asked for more samples of the same problems, it goes on.
class LoadSampler {
 public:
  LoadSampler();
  ~LoadSampler();

  using Show = std::function<void(SampledLoads so_far, double part_done)>;
  /// `workers` as in for_each_item(); the result does not depend on them.
  SampledLoads sample(const SamplesQuestion& question, const Show& show,
                      const std::stop_token& stop, Workers workers);

 private:
  struct Store;
  std::unique_ptr<Store> store_;
};

/// By the side of everything else.
using SamplesTask = LongTask<SamplesQuestion, SampledLoads>;
SamplesTask::Work selective_samples_work();

}  // namespace homeostat::lab
