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
constexpr double gap_px = 14, letter_px = 15, letter_room_px = 14, letter_base_px = 20;
constexpr double caption_px = 13, caption_room_px = 20, caption_left_px = 12;
/// Height of a panel for its width; wide ones stay readable with less.
constexpr double usual_height = 0.68;
constexpr double tallest_px = 400, tallest_of_several_px = 270;
/// Axis, numbers and some room for curves.
constexpr double narrowest_px = 230;
constexpr double legend_left_px = 12;
const figure::Colour ink{0x1B, 0x23, 0x30};

PaperScale paper_scale(const FigureStyle& style) {
  return {style.text_pt / screen_text_px, style.line_pt / screen_line_px, style.family,
          !style.is_transparent};
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

/// Rows that have room for all of their panels.
FigureRows fitting(const FigureRows& rows, double width_px) {
  const auto most =
      static_cast<std::size_t>(std::max(1.0, (width_px + gap_px) / (narrowest_px + gap_px)));
  FigureRows fitted;
  for (const auto& row : rows) {
    const std::size_t parts = (row.size() + most - 1) / most;
    for (std::size_t part = 0, from = 0; part < parts; ++part) {
      const std::size_t to = from + (row.size() - from) / (parts - part);
      const auto begin = row.begin();
      fitted.emplace_back(begin + static_cast<std::ptrdiff_t>(from),
                          begin + static_cast<std::ptrdiff_t>(to));
      from = to;
    }
  }
  return fitted;
}

struct Row {
  std::vector<PanelPlots> panels;
  double cell_px;  ///< width of each
  double height_px() const {
    double height = 0;
    for (const PanelPlots& panel : panels) height = std::max(height, panel.size_px.height());
    return height;
  }
};

/// Panels of a kind have one width, so that they can be compared.
std::size_t columns_of(const std::vector<FigurePanel>& row, const FigureRows& rows) {
  const auto is_of_kind = [&row](const FigurePanel& other) {
    return std::ranges::any_of(row, [&](const FigurePanel& p) { return p.kind == other.kind; });
  };
  std::size_t columns = row.size();
  for (const auto& other : rows) {
    if (std::ranges::any_of(other, is_of_kind)) columns = std::max(columns, other.size());
  }
  return columns;
}

std::vector<Row> described(const FigureRows& rows, double width_px, double gutter_px,
                           const std::set<std::string>& in_legend = {}) {
  const double tallest = rows.size() > 1 ? tallest_of_several_px : tallest_px;
  std::vector<Row> made;
  for (const auto& row : rows) {
    const auto count = static_cast<double>(columns_of(row, rows));
    Row& one = made.emplace_back(Row{{}, (width_px - gap_px * (count - 1)) / count});
    const double panel_px = one.cell_px - gutter_px;
    const QSize wanted(static_cast<int>(std::floor(panel_px)),
                       static_cast<int>(std::min(tallest, usual_height * panel_px)));
    for (const FigurePanel& panel : row)
      one.panels.push_back(plots_of(*panel.panel, wanted, in_legend));
  }
  return made;
}

/// Curves that at least two plots name.
std::set<std::string> shared_names(const std::vector<Row>& rows) {
  std::map<std::string, int> plots_with;
  for (const Row& row : rows) {
    for (const PanelPlots& panel : row.panels) {
      for (const PanelPlot& placed : panel.plots) {
        for (const std::string& name : labelled_lines(placed.plot)) ++plots_with[name];
      }
    }
  }
  std::set<std::string> shared;
  for (const auto& [name, count] : plots_with) {
    if (count > 1) shared.insert(name);
  }
  return shared;
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

FigureRows usual_rows(std::vector<FigurePanel> panels, const FigureStyle& style) {
  const std::size_t columns = style.width_mm >= two_columns_from_mm ? 2 : 1;
  FigureRows rows;
  for (std::size_t k = 0; k < panels.size(); ++k) {
    if (panels.size() > 1) panels[k].letter = static_cast<char>('a' + static_cast<char>(k % 26));
    if (k % columns == 0) rows.emplace_back();
    rows.back().push_back(std::move(panels[k]));
  }
  return rows;
}

PaperFigure paper_figure(const QString& name, const FigureRows& wanted, const FigureStyle& style) {
  validate(style);
  PaperFigure made{name, style, paper_scale(style), {}, {}, {}};
  const double width_px = style.width_mm * pt_per_mm / made.scale.pt_per_px;
  const FigureRows rows = fitting(wanted, width_px);
  const bool has_letters = std::ranges::any_of(rows, [](const auto& row) {
    return std::ranges::any_of(row, [](const FigurePanel& p) { return !p.letter.empty(); });
  });
  const double gutter = has_letters ? letter_room_px : 0;

  std::vector<Row> shown = described(rows, width_px, gutter);
  const std::set<std::string> shared = shared_names(shown);
  FigureLegend legend;
  for (const Row& row : shown) {
    for (const PanelPlots& panel : row.panels) {
      for (const PanelPlot& placed : panel.plots) legend.add(placed.plot, shared);
    }
  }
  if (!shared.empty()) shown = described(rows, width_px, gutter, shared);

  std::vector<figure::Text> letters;
  const auto add_text = [&](const std::string& markup, double x, double y, double size,
                            bool is_bold) {
    letters.push_back({.markup = markup,
                       .x = x,
                       .y = y,
                       .across = -1,
                       .down = 1,
                       .size = size,
                       .is_bold = is_bold,
                       .colour = ink});
  };
  double top = 0;
  std::string letter_before;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (r > 0) top += gap_px;
    const bool has_captions =
        std::ranges::any_of(rows[r], [](const FigurePanel& p) { return !p.caption.empty(); });
    if (has_captions) top += caption_room_px;
    for (std::size_t k = 0; k < rows[r].size(); ++k) {
      const FigurePanel& panel = rows[r][k];
      const double left = static_cast<double>(k) * (shown[r].cell_px + gap_px);
      for (PanelPlot& placed : shown[r].panels[k].plots) {
        placed.plot.name = panel.title.toStdString();
        made.plots.push_back(
            {std::move(placed.plot), placed.corner_px + QPointF(left + gutter, top), panel.letter});
      }
      const double base = top + (has_captions ? 0 : letter_base_px);
      add_text(panel.caption, left + gutter + caption_left_px, base, caption_px, false);
      if (panel.letter != letter_before) add_text(panel.letter, left, base, letter_px, true);
      letter_before = panel.letter;
    }
    top += shown[r].height_px();
  }
  figure::Plot legend_part = frame_of({width_px, top});
  const double legend_px =
      legend.place(legend_part, top + gap_px / 2, gutter + legend_left_px, width_px, made.scale);
  const double height_px = top + (legend_px > 0 ? gap_px / 2 + legend_px : 0);
  made.frame = frame_of({width_px, height_px});
  made.frame.elements = std::move(legend_part.elements);
  for (figure::Text& letter : letters) {
    if (!letter.markup.empty()) made.frame.elements.emplace_back(std::move(letter));
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
