// A figure for paper as a value: plots at their places, letters, a legend. Made from panels, drawn
// on any canvas.
#pragma once

#include <QSizeF>
#include <QString>
#include <string>
#include <vector>

#include "ui/figure/plot_drawing.h"

namespace homeostat::ui {

class Panel;

struct FigureStyle {
  /// Of journals: a column, a page.
  static constexpr double column_mm = 85, page_mm = 174;

  double width_mm = column_mm;
  QString family{};       ///< of upright text; empty: the window's
  double text_pt = 7;     ///< of numbers and titles
  double line_pt = 0.75;  ///< of curves
  bool is_transparent = false;
  double dpi = 600;  ///< of a PNG

  bool operator==(const FigureStyle&) const = default;
};

/// A panel that is to be in a figure, and what it is called.
struct FigurePanel {
  Panel* panel;
  QString kind, title;
  std::string letter{};   ///< drawn once where panels after each other share it
  std::string caption{};  ///< above it; may be empty
};
using FigureRows = std::vector<std::vector<FigurePanel>>;

struct PaperFigure {
  struct Placed {
    figure::Plot plot;
    QPointF corner_px;   ///< of its canvas
    std::string letter;  ///< of its panel; may be empty
  };

  QString name;
  FigureStyle style;
  PaperScale scale;
  QSizeF size_pt;
  std::vector<Placed> plots;
  figure::Plot frame;  ///< letters and the shared legend, over the whole figure

  void draw(Canvas& canvas) const;
};

/// Widths outside [least, most], and sizes of text and lines that cannot be printed, are refused
/// with InputError.
void validate(const FigureStyle& style);

/// In one column, or two where the width has room; lettered a, b, c where there are several.
FigureRows usual_rows(std::vector<FigurePanel> panels, const FigureStyle& style);

/// The panels as they stand, set for paper. A row whose panels would become too narrow is broken.
/// Curves that several of them show are named once, in a legend below. GUI thread; each panel is
/// given the size it has on paper for a moment.
PaperFigure paper_figure(const QString& name, const FigureRows& rows, const FigureStyle& style);

}  // namespace homeostat::ui
