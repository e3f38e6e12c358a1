// How each boundary of the plane of weights is called and drawn, wherever it appears.
#pragma once

#include <QString>
#include <array>
#include <bitset>

#include "core/ei/plane_boundaries.h"
#include "ui/plots/curve_item.h"

namespace homeostat::ui {

struct BoundaryStyle {
  ei::BoundaryKind kind;
  QString name;     ///< beside the line; markup of Typeset
  QString meaning;  ///< one sentence for who does not know the name
  PenOf pen;
  ColourOf text;
};

inline constexpr std::size_t boundary_count = 8;

/// In the order of ei::BoundaryKind.
const std::array<BoundaryStyle, boundary_count>& boundary_styles();

/// Which of them are wanted.
using BoundarySet = std::bitset<boundary_count>;

inline std::size_t index_of(ei::BoundaryKind kind) { return static_cast<std::size_t>(kind); }

}  // namespace homeostat::ui
