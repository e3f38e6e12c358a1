// A claim and what was measured, in the words of a table.
#pragma once

#include <string>

#include "core/lab/claim.h"
#include "core/lab/reproduction.h"

namespace homeostat::lab {

/// What the paper says, with its unit; "not stated".
std::string paper_text(const Claim& claim);
/// With its unit, and, over runs, standard error or 95 % confidence interval and their number.
std::string measured_text(const Claim& claim, const Measured& measured);
/// "0.1 Hz", "above 0", "exact".
std::string tolerance_text(const Claim& claim);

}  // namespace homeostat::lab
