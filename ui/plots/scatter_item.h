// Two numbers of each cell as a point: thousands of them, one of which a hand may choose.
#pragma once

#include <QPolygonF>
#include <optional>
#include <vector>

#include "ui/plots/image_item.h"

namespace homeostat::ui {

/// Points half transparent, so that a crowd is darker than one of them; all together one image.
class ScatterItem : public ImageItem {
 public:
  explicit ScatterItem(PlotView& plot);

  /// One for each cell, first the `E_count` excitatory ones; NaN: not shown.
  void set_points(std::vector<QPointF> points, int E_count);
  /// An earlier state of the same cells, in grey under the points. Empty: none.
  void set_ghosts(std::vector<QPointF> points);
  /// Where points of either kind should lie: y = slope * x + intercept, in the kind's colour.
  struct Line {
    double slope = 0, intercept = 0;
    bool is_E = true;
    bool operator==(const Line&) const = default;
  };
  void set_lines(std::vector<Line> lines);
  /// How cells came to where they are, one way a cell in the order of the points, in grey; of those
  /// that are selected in the accent colour. Empty: none.
  void set_ways(std::vector<QPolygonF> ways);
  /// The cell drawn in the accent colour above all others, with its way from its ghost.
  void set_highlighted(std::optional<int> cell);

  /// Cells drawn with a ring in the accent colour.
  void set_selected(std::vector<int> cells);
  /// Cells that are lesioned, crossed out, and those with a current of their own, in a square.
  void set_treated(std::vector<int> lesioned, std::vector<int> driven);

  /// The cells, ascending, whose points lie in a rectangle of the plot's values.
  std::vector<int> cells_in(const QRectF& values) const;
  /// The cell whose point is nearest to a place in the plot's values, within `reach_px`.
  std::optional<int> cell_at(QPointF value, double reach_px = 8) const;

  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 protected:
  void draw_image(QImage& image, double ratio) override;

 private:
  void draw_lines(QPainter& painter) const;
  void draw_ways(QPainter& painter, double ratio) const;
  void draw_highlighted(QPainter& painter) const;
  void draw_marks(QPainter& painter) const;

  std::vector<QPointF> points_, ghosts_;
  std::size_t E_count_ = 0;
  std::vector<Line> lines_;
  std::vector<QPolygonF> ways_;
  std::optional<int> highlighted_;
  std::vector<int> selected_, lesioned_, driven_;
};

}  // namespace homeostat::ui
