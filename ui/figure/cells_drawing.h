// Grids of values on paper: one image, and their hatches as lines.
#pragma once

#include "core/figure/plot.h"
#include "ui/figure/plot_drawing.h"
#include "ui/plots/plot_map.h"

namespace homeostat::ui {

/// `map` in points.
void draw_cells(Canvas& canvas, const figure::Cells& cells, const PlotMap& map,
                const PaperScale& scale);

}  // namespace homeostat::ui
