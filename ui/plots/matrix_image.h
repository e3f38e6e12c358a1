// A weight matrix made into an image. Plain values in, an image out: may run on any thread.
#pragma once

#include <QImage>
#include <QRect>
#include <array>
#include <memory>
#include <vector>

#include "core/ei/populations.h"
#include "core/ei/spikes.h"
#include "core/figure/plot.h"
#include "ui/theme.h"

namespace homeostat::ui {

/// One number for each pair of cells. Row = receiving cell, column = sending cell, in both E first.
struct MatrixValues {
  ei::Sizes onto, from;                              ///< of the rows, of the columns
  std::shared_ptr<const std::vector<float>> values;  ///< row by row; NaN: no synapse

  float at(int row, int column) const {
    return (*values)[static_cast<std::size_t>(row) * static_cast<std::size_t>(from.all()) +
                     static_cast<std::size_t>(column)];
  }
  ei::WeightClass class_at(int row, int column) const {
    if (row < onto.E) return column < from.E ? ei::EE : ei::EI;
    return column < from.E ? ei::IE : ei::II;
  }
  /// Columns and rows of the whole matrix.
  QRect all() const { return {0, 0, from.all(), onto.all()}; }
  /// There is something to show, and a value for every place of it.
  bool is_whole() const;
};

/// What the colours mean. Of weights: the panel's colour at 0, the class' at `full` and above. Of
/// differences: pink below 0, green above, full from -`full` and `full` on.
struct MatrixScale {
  std::array<double, 4> full{1, 1, 1, 1};  ///< for each ei::WeightClass, positive
  bool is_difference = false;

  bool operator==(const MatrixScale&) const = default;
};

/// Where pixels begin, in cells, and where the last one ends: each covers `cells_per_pixel` cells,
/// fewer at the end of a population, so that none covers both.
std::vector<int> pixel_edges(int first, int last, int populations_border, int cells_per_pixel);

/// The colours of one class' weights, for paper.
figure::ColourScale described_scale(ei::WeightClass weight_class, const MatrixScale& scale,
                                    const Theme& theme);

struct MatrixImage {
  QImage image;                              ///< one pixel each for a cell, or a square of cells
  std::vector<int> column_edges, row_edges;  ///< see pixel_edges
};

/// Mean over the synapses that exist among some cells, NaN without any, and how many there are.
struct MatrixMean {
  float mean = 0;
  int synapses = 0;
};
MatrixMean mean_over(const MatrixValues& matrix, const QRect& cells);

/// The colour of each pixel is that of the mean over its synapses; without any, the panel's.
/// `shown` are columns and rows, within all().
MatrixImage matrix_image(const MatrixValues& matrix, const QRect& shown, int cells_per_pixel,
                         const MatrixScale& scale, const Theme& theme);

}  // namespace homeostat::ui
