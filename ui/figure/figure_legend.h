// The legend below a figure: curves that several plots share, kinds of cells, colour scales.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ui/figure/plot_drawing.h"

namespace homeostat::ui {

class FigureLegend {
 public:
  /// Curves named at their ends in a plot all of whose curves are in `in_legend`; kinds of cells
  /// that have names; colour scales. What is known already is not added again.
  void add(const figure::Plot& plot, const std::set<std::string>& in_legend);

  bool is_empty() const { return entries_.empty(); }
  /// Draws the entries into `frame`, whose values are px, in rows that fit; returns their height.
  double place(figure::Plot& frame, double top, double left, double right,
               const PaperScale& scale) const;

 private:
  struct Entry {
    /// One of these.
    std::optional<figure::Stroke> stroke{};
    std::optional<figure::CellKind> kind{};
    std::optional<figure::ColourScale> colours{};
    figure::Text text{};

    double sample_px() const;
    bool operator==(const Entry& other) const { return text.markup == other.text.markup; }
  };

  void add(Entry entry);
  static void draw_sample(figure::Plot& frame, const Entry& entry, double x, double y);

  std::vector<Entry> entries_;
};

}  // namespace homeostat::ui
