// How each outcome of a run is called and painted, wherever outcomes are mapped: a tone and a
// pattern, so that they can be told apart in grey.
#pragma once

#include <QColor>
#include <QString>
#include <array>

#include "core/figure/plot.h"
#include "core/lab/basin_map.h"
#include "ui/theme.h"

namespace homeostat::ui {

enum class CellKind {
  converged,
  silent,
  saturated,
  wandering,
  diverged,
  out_of_reach,
  not_started
};
inline constexpr std::size_t cell_kind_count = 7;

/// A run that failed counts as diverged: it could not go on.
CellKind cell_kind(const lab::BasinCell& cell);

/// "converged", "silent", ...
QString cell_kind_name(CellKind kind);

/// Fill of a pixel of such a cell; `x` and `y` in logical pixels place the pattern.
QColor cell_colour(const Theme& theme, CellKind kind, double x, double y);

/// The same for paper.
figure::CellKind described_kind(const Theme& theme, CellKind kind);

/// A small sample of it, for a legend.
QPixmap cell_swatch(const Theme& theme, CellKind kind, double ratio);

}  // namespace homeostat::ui
