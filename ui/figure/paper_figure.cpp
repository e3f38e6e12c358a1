#include "ui/figure/paper_figure.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/math/check.h"
#include "ui/figure/figure_legend.h"
#include "ui/figure/panel_plots.h"

namespace homeostat::ui {
namespace {

constexpr double pt_per_mm = 72 / 25.4;
constexpr double screen_text_px = 12, screen_line_px = 2;
constexpr double two_columns_from_mm = 120;
constexpr double gap_px = 14, letter_px = 15, letter_room_px = 14;
/// Height of a panel for its width; wide ones stay readable with less.
constexpr double usual_height = 0.68;
constexpr double tallest_px = 400;
constexpr double legend_left_px = 12;
const figure::Colour ink{0x1B, 0x23, 0x30};

PaperScale paper_scale(const FigureStyle& style) {
  return {style.text_pt / screen_text_px, style.line_pt / screen_line_px, style.family,
          !style.is_transparent};
}

/// Curves that at least two plots name.
std::set<std::string> shared_names(const std::vector<PanelPlots>& panels) {
  std::map<std::string, int> plots_with;
  for (const PanelPlots& panel : panels) {
    for (const PanelPlot& placed : panel.plots) {
      for (const std::string& name : labelled_lines(placed.plot)) ++plots_with[name];
    }
  }
  std::set<std::string> shared;
  for (const auto& [name, count] : plots_with) {
    if (count > 1) shared.insert(name);
  }
  return shared;
}

/// Letters and legend are placed in px of the whole figure.
figure::Plot frame_of(QSizeF size_px) {
  figure::Plot frame;
  frame.name = "figure";
  frame.width = size_px.width();
  frame.height = size_px.height();
  frame.area = {0, 0, size_px.width(), size_px.height()};
  frame.x = {{}, 0, size_px.width(), false, false, {}};
  frame.y = {{}, size_px.height(), 0, false, false, {}};
  return frame;
}

std::string letter_of(std::size_t k) {
  return {static_cast<char>('a' + static_cast<char>(k % 26))};
}

}  // namespace

void validate(const FigureStyle& style) {
  require(style.width_mm >= 30 && style.width_mm <= 1000, "--width-mm", style.width_mm,
          "30 to 1000 mm, such as 85 (a column) or 174 (a page)");
  require(style.text_pt >= 3 && style.text_pt <= 72, "text size", style.text_pt, "3 to 72 pt");
  require(style.line_pt >= 0.05 && style.line_pt <= 20, "line width", style.line_pt,
          "0.05 to 20 pt");
  require(style.dpi >= 30 && style.dpi <= 2400, "resolution", style.dpi, "30 to 2400 dpi");
}

PaperFigure paper_figure(const QString& name, const std::vector<FigurePanel>& panels,
                         const FigureStyle& style) {
  validate(style);
  PaperFigure made{name, style, paper_scale(style), {}, {}, {}};
  const bool has_letters = panels.size() > 1;
  const double width_px = style.width_mm * pt_per_mm / made.scale.pt_per_px;
  const std::size_t columns = has_letters && style.width_mm >= two_columns_from_mm ? 2 : 1;
  const double gutter = has_letters ? letter_room_px : 0;
  const double cell_px =
      (width_px - gap_px * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  const double panel_px = cell_px - gutter;
  const QSize wanted(static_cast<int>(std::floor(panel_px)),
                     static_cast<int>(std::min(tallest_px, usual_height * panel_px)));

  std::vector<PanelPlots> described;
  for (const FigurePanel& one : panels) described.push_back(plots_of(*one.panel, wanted));
  const std::set<std::string> shared = shared_names(described);
  FigureLegend legend;
  for (const PanelPlots& panel : described) {
    for (const PanelPlot& placed : panel.plots) legend.add(placed.plot, shared);
  }
  if (!shared.empty()) {
    described.clear();
    for (const FigurePanel& one : panels) described.push_back(plots_of(*one.panel, wanted, shared));
  }

  std::vector<figure::Text> letters;
  double top = 0, row_height = 0;
  for (std::size_t k = 0; k < panels.size(); ++k) {
    const std::size_t column = k % columns;
    if (column == 0 && k > 0) {
      top += row_height + gap_px;
      row_height = 0;
    }
    const double left = static_cast<double>(column) * (cell_px + gap_px);
    const std::string letter = has_letters ? letter_of(k) : std::string();
    for (PanelPlot& placed : described[k].plots) {
      placed.plot.name = panels[k].title.toStdString();
      made.plots.push_back(
          {std::move(placed.plot), placed.corner_px + QPointF(left + gutter, top), letter});
    }
    row_height = std::max(row_height, described[k].size_px.height());
    letters.push_back({.markup = letter,
                       .x = left,
                       .y = top + 20,
                       .down = 1,
                       .size = letter_px,
                       .is_bold = true,
                       .colour = ink});
    letters.back().across = -1;
  }
  const double panels_end = top + row_height;
  figure::Plot legend_part = frame_of({width_px, panels_end});
  const double legend_px = legend.place(legend_part, panels_end + gap_px / 2,
                                        gutter + legend_left_px, width_px, made.scale);
  const double height_px = panels_end + (legend_px > 0 ? gap_px / 2 + legend_px : 0);
  made.frame = frame_of({width_px, height_px});
  made.frame.elements = std::move(legend_part.elements);
  if (has_letters) {
    for (figure::Text& letter : letters) made.frame.elements.emplace_back(std::move(letter));
  }
  made.size_pt = QSizeF(style.width_mm * pt_per_mm, height_px * made.scale.pt_per_px);
  return made;
}

void PaperFigure::draw(Canvas& canvas) const {
  for (const Placed& placed : plots) {
    canvas.begin_group(QString::fromStdString(placed.letter + ' ' + placed.plot.name));
    draw_plot(canvas, placed.plot, placed.corner_px * scale.pt_per_px, scale);
    canvas.end_group();
  }
  canvas.begin_group("letters and legend");
  draw_plot(canvas, frame, {0, 0}, scale);
  canvas.end_group();
}

}  // namespace homeostat::ui
