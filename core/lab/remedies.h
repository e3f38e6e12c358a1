// What would make a place of the set-point plane stable.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/lab/parameters.h"

namespace homeostat::lab {

/// A slider, and the smallest change of it alone that makes the place stable.
struct Remedy {
  std::string symbol;  ///< of the table, or "alpha": all learning rates of the rule together
  double from = 0;
  std::optional<double> to;  ///< absent: nothing within the slider's range does
  double distance = 0;       ///< as a share of the slider's length
};

/// The symbols that the remedy sets, for all but W_EE and W_IE, which move the place.
std::vector<std::pair<std::string, double>> edits_of(const Remedy& remedy,
                                                     const ParameterValues& values);

/// Setpoints held by stable neurons and a stable rule, with positive weights. Trial mode: from
/// trial to trial, at the learning rates as given.
bool is_stable_at(const ParameterValues& values, double W_EE, double W_IE);

/// One for every slider that plays a part, nearest first, then those to no avail; empty where it is
/// stable already or nothing learns. W_EE and W_IE are the place itself; W_EI and W_II follow the
/// setpoints throughout.
std::vector<Remedy> remedies(const ParameterValues& values, double W_EE, double W_IE);

}  // namespace homeostat::lab
