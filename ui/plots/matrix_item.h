// A weight matrix: who sends from left to right, who receives from top to bottom.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/plots/matrix_image.h"
#include "ui/plots/plot_item.h"

namespace homeostat::ui {

/// What lies under a place: a cell of the matrix, or the square of cells that share a pixel.
struct MatrixSpot {
  QRect cells;  ///< columns and rows
  ei::WeightClass weight_class = ei::EE;
  float mean = 0;  ///< of the synapses there; NaN: none
  int synapses = 0;

  int row() const { return cells.top(); }
  int column() const { return cells.left(); }
};

/// Fills the plot area as far as whole pixels for each cell, or whole cells for each pixel, allow;
/// the plot's ranges do not matter. A hair line lies between the populations, over no cell.
class MatrixItem : public PlotItem {
 public:
  explicit MatrixItem(PlotView& plot);

  /// Null: nothing.
  void set_values(std::shared_ptr<const MatrixValues> values);
  void set_scale(const MatrixScale& scale);
  /// What follows the symbol of a class in exported data: " (pA)".
  void set_suffix(std::string suffix) { suffix_ = std::move(suffix); }
  /// Columns and rows to be shown; what lies outside the matrix is cut off. None: all.
  void set_shown(std::optional<QRect> cells);
  /// Rows and columns that are outlined, neighbours as one.
  void set_marked(std::vector<int> receiving, std::vector<int> sending);

  /// Where the matrix lies, in pixels, for words around it.
  QRectF matrix_rect() const;
  /// What lies under a place in the plot's values; nothing beside the matrix.
  std::optional<MatrixSpot> spot_at(QPointF value) const;
  /// 1 unless the matrix has more cells than the plot has pixels.
  int cells_per_pixel() const { return layout(screen_ratio()).cells_per_pixel; }
  int images_made() const { return images_made_; }

  void plot_changed() override;
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  /// In device pixels from the left upper corner of the plot area.
  struct Layout {
    int cells_per_pixel = 1, pixels_per_cell = 1;
    int gap = 1;  ///< between the populations
    std::vector<int> column_edges, row_edges;
    QPoint corner;
    QSize size;
  };

  struct CellRun {
    int first, last;
  };
  static std::vector<CellRun> runs_of(std::vector<int> cells);

  double screen_ratio() const;
  QRect shown() const;
  Layout layout(double ratio) const;
  bool has_values() const { return values_ && values_->is_whole() && !shown().isEmpty(); }
  void content_changed();
  QRectF rect_of(const Layout& layout, double ratio) const;
  /// Device pixels of what comes before an edge, the gap counted in.
  static int offset(const Layout& layout, const std::vector<int>& edges, std::size_t edge,
                    int border);
  void draw_blocks(QPainter& painter, const Layout& layout, double ratio) const;
  void draw_lines(QPainter& painter, const Layout& layout, double ratio) const;
  void draw_marks(QPainter& painter, const Layout& layout, double ratio) const;

  std::shared_ptr<const MatrixValues> values_;
  MatrixScale scale_;
  std::string suffix_;
  std::optional<QRect> shown_;
  std::vector<int> marked_rows_, marked_columns_;
  std::vector<CellRun> row_runs_, column_runs_;
  MatrixImage made_;
  int made_cells_per_pixel_ = 0;
  bool is_stale_ = true;
  int images_made_ = 0;
};

}  // namespace homeostat::ui
