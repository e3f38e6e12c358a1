// The numbers of a plot as CSV, complete: the plot can be drawn again from the file alone.
#pragma once

#include <string>
#include <string_view>

#include "core/figure/plot.h"

namespace homeostat::figure {

/// First lines that begin with '#': the comment given, then one with all that is not a number of a
/// series, as JSON. Then a header and one column for each list of numbers; equal lists share one.
/// Columns may end before others. Numbers read back as the same bits.
std::string plot_csv(const Plot& plot, std::string_view comment = {});

/// Throws InputError for what plot_csv has not written.
Plot plot_from_csv(std::string_view csv);

}  // namespace homeostat::figure
