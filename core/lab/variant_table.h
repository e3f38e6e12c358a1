// All sixteen sign variants of the homeostatic rule, judged four ways [paradox, Fig. S2]: is there
// a stable region, does it overlap the neurons', and do runs reach the setpoints from
// self-sustained activity and from an early developmental start?
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/lab/experiment.h"
#include "core/lab/parallel.h"
#include "core/lab/start_range.h"

namespace homeostat::lab {

/// How many of the runs so far ended how.
struct RunCounts {
  int runs = 0, converged = 0, silent = 0, saturated = 0;
  double share() const { return runs > 0 ? static_cast<double>(converged) / runs : 0; }
};

struct VariantRow {
  std::string rule;  ///< "homeo_HAAA"
  bool has_stable_region = false;
  double overlap_share = 0;  ///< of the neurons' region, in the paper's box
  RunCounts self_sustained, developmental;

  std::string letters() const { return rule.substr(rule.size() - 4); }
};

struct VariantQuestion {
  Experiment experiment;  ///< its rule gives way to each variant; learning rates by class stay
  int runs = 100;         ///< of each variant from each kind of start
  std::int64_t trials = 3000;
  bool operator==(const VariantQuestion&) const = default;
};

/// Throws InputError for what cannot be run: online mode has no trials after which to judge.
void validate(const VariantQuestion& question);

/// The analytic half, at once.
std::vector<VariantRow> analytic_variants(const VariantQuestion& question);

/// Runs them all. `show` is called with the table so far whenever a batch is done, from any of the
/// workers but one at a time; `done` is the part of the work behind it, 0 to 1. After `stop` it
/// returns what it has. The counts do not depend on the number of threads.
std::vector<VariantRow> run_variants(
    const VariantQuestion& question, Workers workers, const std::stop_token& stop,
    const std::function<void(const std::vector<VariantRow>&, double done)>& show);

/// "variant,stable_region,overlap_share,self_sustained_runs,...".
std::string variants_csv(const std::vector<VariantRow>& rows);

}  // namespace homeostat::lab
