// Spikes of a network: a mark for each, at its time and in the row of its cell.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/ei/spikes.h"
#include "ui/plots/image_item.h"

namespace homeostat::ui {

/// Which cells have a row, and which: row r lies between y = r and y = r + 1, I cells in the lowest
/// `I` rows, E cells in the `E` rows above.
struct RasterRows {
  std::vector<int> of_cell;  ///< as many as cells; -1: not shown
  int E = 0, I = 0;
  std::vector<int> order{};  ///< all cells, shown or not, from below: I, then E
  int all_E = 0;             ///< so many of them are E
  int every = 1;             ///< of each population; a row stands for so many cells

  int all() const { return E + I; }
  /// The cells, ascending, that the rows between two heights stand for.
  std::vector<int> cells_between(double low, double high) const;
  /// The row that stands for the cell at a place of `order`.
  int row_at(int place) const {
    const int all_I = static_cast<int>(order.size()) - all_E;
    return place < all_I ? place / every : I + (place - all_I) / every;
  }
  bool operator==(const RasterRows&) const = default;
};

/// Every k-th cell of each population, from below in rising order of `key` (as many as cells), or
/// of the cells' numbers when there is none. `every` is at least 1.
RasterRows raster_rows(const ei::Sizes& sizes, int every, std::span<const double> key = {});

/// x is time in ms, y are rows. Everything shown is one image, made anew only for other spikes,
/// rows, ranges, sizes or colours. The more room a row has, the taller its marks. Rows have no
/// numbers: the plot loses its y axis and gets a plain line.
class RasterItem : public ImageItem {
 public:
  explicit RasterItem(PlotView& plot);

  /// In the order of time; step k is at k * dt_ms. Null: nothing.
  void set_spikes(std::shared_ptr<const ei::Spikes> spikes, const ei::Sizes& sizes, double dt_ms);
  /// Cells without an entry are not shown.
  void set_rows(RasterRows rows);
  const RasterRows& rows() const { return rows_; }
  /// Cells drawn in the accent colour, above all others, each with a band along its row.
  void set_highlighted(std::vector<int> cells);
  /// Ascending; a strip along the axis shows them.
  void set_selected(std::vector<int> cells);
  /// Cells that are lesioned, and those with a current of their own, each ascending: strips at the
  /// other end of their rows.
  void set_treated(std::vector<int> lesioned, std::vector<int> driven);

  /// The cell of the row nearest to a place in the plot's values; nothing when none is shown.
  std::optional<int> cell_at(QPointF value) const;
  /// The shown spike nearest to a place, within `reach_px`: what a click on a mark means, since a
  /// pixel may hold several rows.
  std::optional<ei::Spike> spike_at(QPointF value, double reach_px = 5) const;

  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 protected:
  void draw_image(QImage& image, double ratio) override;

 private:
  /// Device pixels [top, bottom) that the marks of a row fill; empty: none.
  struct Extent {
    int top = 0, bottom = 0;
  };

  int row_of(int cell) const;
  double time_ms(const ei::Spike& spike) const { return spike.step * dt_ms_; }
  double row_px() const;
  void collect_highlighted();
  std::vector<Extent> extents(double ratio) const;
  static void fill_mark(QImage& image, int left, int width, Extent rows, QRgb colour);
  void draw_highlighted(QPainter& painter) const;
  void draw_frame(QPainter& painter) const;
  /// Over the rows that stand for one of the cells.
  void draw_strip(QPainter& painter, const std::vector<int>& cells, double left, double width,
                  const QBrush& brush) const;

  std::shared_ptr<const ei::Spikes> spikes_;
  ei::Sizes sizes_;
  double dt_ms_ = 0.1;
  RasterRows rows_;
  std::vector<int> cell_of_row_;
  std::vector<int> highlighted_;
  std::vector<int> selected_, lesioned_, driven_;
  ei::Spikes highlighted_spikes_;
};

}  // namespace homeostat::ui
