#include "ui/figure/figure_legend.h"

#include <algorithm>
#include <cmath>

#include "ui/controls/text.h"
#include "ui/figure/describe.h"
#include "ui/figure/panel_plots.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {
namespace {

constexpr double row_px = 20, gap_px = 6, between_px = 20;
constexpr double line_px = 22, swatch_px = 12, colours_px = 44;
constexpr int colour_steps = 44;
constexpr double text_px = 12;
const figure::Colour ink{0x4C, 0x56, 0x66};

figure::Text plain(const std::string& markup) {
  figure::Text text;
  text.markup = markup;
  text.size = text_px;
  text.colour = ink;
  return text;
}

std::string range_words(const figure::ColourScale& scale) {
  const int decimals = decimals_of(std::max(scale.high - scale.low, 1e-12) / 10);
  return (grouped_number(scale.low, decimals) + QChar(0x2013) +
          grouped_number(scale.high, decimals))
      .toStdString();
}

}  // namespace

double FigureLegend::Entry::sample_px() const {
  return stroke ? line_px : kind ? swatch_px : colours_px;
}

void FigureLegend::add(Entry entry) {
  entry.text.names_line.clear();
  entry.text.across = -1;
  entry.text.down = 0;
  if (std::ranges::find(entries_, entry) != entries_.end()) return;
  // Lines by their names, E before I.
  const auto name = [](const Entry& e) {
    return plain_name(QString::fromStdString(e.text.markup));
  };
  const auto at = std::ranges::find_if(entries_, [&](const Entry& other) {
    return entry.stroke && other.stroke && name(entry) < name(other);
  });
  entries_.insert(at, std::move(entry));
}

void FigureLegend::add(const figure::Plot& plot, const std::set<std::string>& in_legend) {
  const bool are_shared = std::ranges::includes(in_legend, labelled_lines(plot));
  for (const figure::Element& element : plot.elements) {
    if (const auto* cells = std::get_if<figure::Cells>(&element)) {
      for (std::size_t k = 0; k < cells->kinds.size(); ++k) {
        const auto is_it = [k](double value) { return value == static_cast<double>(k); };
        if (!cells->kinds[k].name.empty() && std::ranges::any_of(cells->values, is_it))
          add(Entry{.kind = cells->kinds[k], .text = plain(cells->kinds[k].name)});
      }
      if (cells->scale)
        add(Entry{
            .colours = cells->scale,
            .text = plain(markup_with_symbols(QString::fromStdString(cells->name)).toStdString() +
                          ' ' + range_words(*cells->scale))});
    }
    const auto* text = std::get_if<figure::Text>(&element);
    if (!are_shared || text == nullptr || text->names_line.empty()) continue;
    for (const figure::Element& other : plot.elements) {
      const auto* line = std::get_if<figure::Line>(&other);
      if (line == nullptr || line->name != text->names_line || !line->stroke) continue;
      add(Entry{.stroke = line->stroke, .text = *text});
      break;
    }
  }
}

void FigureLegend::draw_sample(figure::Plot& frame, const Entry& entry, double x, double y) {
  if (entry.stroke) {
    figure::Line sample{.x = {x, x + line_px}, .y = {y, y}};
    sample.stroke = entry.stroke;
    sample.is_clipped = false;
    frame.elements.emplace_back(std::move(sample));
    return;
  }
  const double width = entry.sample_px(), half = swatch_px / 2;
  figure::Cells cells{.columns = 1,
                      .rows = 1,
                      .x_low = x,
                      .x_high = x + width,
                      .y_low = y + half,
                      .y_high = y - half,
                      .values = {0}};
  if (entry.kind) cells.kinds = {*entry.kind};
  if (entry.colours) {
    cells.columns = colour_steps;
    cells.values.clear();
    for (int k = 0; k < colour_steps; ++k)
      cells.values.push_back(entry.colours->low +
                             (entry.colours->high - entry.colours->low) * k / (colour_steps - 1));
    cells.scale = entry.colours;
  }
  frame.elements.emplace_back(std::move(cells));
  figure::Line box{.x = {x, x + width, x + width, x, x},
                   .y = {y - half, y - half, y + half, y + half, y - half}};
  box.stroke = figure::Stroke{{0xC3, 0xC9, 0xD2}, 1};
  box.is_clipped = false;
  frame.elements.emplace_back(std::move(box));
}

double FigureLegend::place(figure::Plot& frame, double top, double left, double right,
                           const PaperScale& scale) const {
  if (entries_.empty()) return 0;
  double x = left, y = top + row_px / 2;
  for (const Entry& entry : entries_) {
    figure::Text text = entry.text;
    const double words_px = paper_text(text, {}, scale).width() / scale.pt_per_px;
    const double width = entry.sample_px() + gap_px + words_px;
    if (x > left && x + width > right) {
      x = left;
      y += row_px;
    }
    draw_sample(frame, entry, x, y);
    text.x = x + entry.sample_px() + gap_px;
    text.y = y;
    frame.elements.emplace_back(std::move(text));
    x += width + between_px;
  }
  return y + row_px / 2 - top;
}

}  // namespace homeostat::ui
