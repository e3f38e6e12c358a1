// Draws a plot's value on paper.
#pragma once

#include <QString>
#include <set>
#include <string>

#include "core/figure/plot.h"
#include "ui/figure/canvas.h"

namespace homeostat::ui {

/// How a plot's px become points.
struct PaperScale {
  double pt_per_px = 7.0 / 12;       ///< of lengths and text
  double line_pt_per_px = 0.75 / 2;  ///< of widths of lines
  QString family{};                  ///< of upright text; empty: the window's
  bool has_ground = true;            ///< white paper, so that halos are white

  bool operator==(const PaperScale&) const = default;
};

/// `corner` is where the plot's canvas begins, in points.
void draw_plot(Canvas& canvas, const figure::Plot& plot, QPointF corner, const PaperScale& scale);

/// A text of the plot as it is set on paper.
PaperText paper_text(const figure::Text& text, QPointF corner, const PaperScale& scale);
PaperStroke paper_stroke(const figure::Stroke& stroke, const PaperScale& scale);

}  // namespace homeostat::ui
