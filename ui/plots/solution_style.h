// How the two solutions of a selective neuron are told apart in every plot: the largest output
// margin violet, solid and filled, the largest input margin blue, dashed and hollow.
#pragma once

#include "ui/plots/curve_item.h"

namespace homeostat::ui {

/// Between the lines of a key.
inline constexpr double key_line_px = 17;

inline QColor out_colour(const Theme& t) { return t.rule_edge; }
inline QColor in_colour(const Theme& t) { return t.neural_edge; }
inline QColor in_text_colour(const Theme& t) { return t.neural_text; }

inline QPen out_pen(const Theme& t) {
  QPen pen(out_colour(t), 1.75);
  pen.setJoinStyle(Qt::RoundJoin);
  return pen;
}

inline QPen in_pen(const Theme& t) {
  QPen pen(in_colour(t), 1.75);
  pen.setJoinStyle(Qt::RoundJoin);
  pen.setDashPattern({7 / 1.75, 4 / 1.75});
  return pen;
}

/// Where finite N makes a difference.
inline QPen finite_pen(const Theme& t) {
  QPen pen(out_colour(t), 1.25);
  pen.setDashPattern({1, 3});
  pen.setCapStyle(Qt::RoundCap);
  return pen;
}

}  // namespace homeostat::ui
