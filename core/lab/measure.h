// The vocabulary of claims: everything that can be measured of an experiment, by name. A new
// measure is one row in run_measures.cpp (of whole runs), plane_measures.cpp (the set-point plane),
// circuit_measures.cpp (steady states of two populations), cell_measures.cpp (spiking cells) or
// selective_measures.cpp (the selective neuron).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/lab/claim.h"
#include "core/lab/experiment.h"
#include "core/lab/run_record.h"

namespace homeostat::lab {

/// How a number is to be read.
enum class Reading {
  number,
  yes_no,  ///< 1 or 0; over several runs, how many of them
};

struct MeasureSpec {
  std::string_view name, unit;
  std::string_view meaning;
  /// Exactly one of them, but for slope and correlation, which are of pairs of `of_run`.
  double (*of_run)(const RunRecord&, const Measure&) = nullptr;
  double (*of_experiment)(const Experiment&, const Measure&) = nullptr;
  std::string_view takes;  ///< fields of Measure by name, with spaces between, besides `of`
  Reading reading = Reading::number;

  bool is_of_pairs() const { return of_run == nullptr && of_experiment == nullptr; }
  bool is_of_runs() const { return of_experiment == nullptr; }
};

/// All of them.
std::span<const MeasureSpec> measures();
/// Throws InputError with a suggestion.
const MeasureSpec& measure_spec(std::string_view name);

// Its parts.
std::span<const MeasureSpec> run_measures();
std::span<const MeasureSpec> plane_measures();
std::span<const MeasureSpec> circuit_measures();
std::span<const MeasureSpec> cell_measures();
std::span<const MeasureSpec> selective_measures();

}  // namespace homeostat::lab
