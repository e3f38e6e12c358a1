// Analysis against outcome: what the linear analysis says of a cell's start, what became of it, and
// why, where the two part.
#pragma once

#include <string>
#include <string_view>

#include "core/lab/basin_map.h"

namespace homeostat::lab {

class OutputFile;

struct BasinVerdict {
  /// The start is on the set-point plane and the cell is finished: there is something to compare.
  bool applies = false;
  bool is_stable = false;     ///< PointStability::is_stable() of the start
  bool is_converged = false;  ///< outcome of the first seed
  std::string why;            ///< where they do not agree: one sentence, from what the run showed

  bool agrees() const { return is_stable == is_converged; }
};

BasinVerdict basin_verdict(const BasinQuestion& question, const BasinCell& cell);

/// The outcome's name, or not_started, out_of_reach, failed.
std::string_view outcome_text(const BasinCell& cell);

/// homeostat-cli basin: "W_EE,W_IE,W_EI,W_II,outcome,trial,seeds,converged,E_avg,I_avg,
/// analytic_stable,agrees,why".
std::string basin_csv_header();
/// Empty fields where there is nothing to say.
std::string basin_csv_line(const BasinQuestion& question, const BasinCell& cell);
/// Header and all cells that have been answered. Throws RunError when the disk takes no more.
void write_basin_csv(const BasinMap& map, OutputFile& file);

}  // namespace homeostat::lab
