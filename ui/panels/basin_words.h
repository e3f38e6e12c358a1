// What a basin map says in words: its legend, and what stands beside the mouse.
#pragma once

#include <QString>

#include "core/lab/basin_verdict.h"
#include "ui/plots/basin_item.h"

namespace homeostat::ui {

/// Every kind of cell there is in its colour, with how many cells it has; rich text.
QString legend_words(const lab::BasinMap& map, const Theme& theme);

/// "W_EE 5.00 W_IE 10.00: converges, 7 of 8 seeds converge", as markup.
QString cell_words(const lab::BasinMap& map, CellPlace place);

/// How the cell's run ended, or why the analysis says otherwise; empty while it runs.
QString end_words(const lab::JudgedBasin& basin, CellPlace place);

}  // namespace homeostat::ui
