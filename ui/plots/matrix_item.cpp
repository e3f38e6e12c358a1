#include "ui/plots/matrix_item.h"

#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/figure/describe.h"
#include "ui/plots/device_image.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

constexpr double pointer_px = 5, outline_px = 1;

/// How many pixels begin before the border between the populations.
std::size_t pixels_before(const std::vector<int>& edges, int border) {
  const auto end = edges.end() - 1;
  return static_cast<std::size_t>(std::lower_bound(edges.begin(), end, border) - edges.begin());
}

/// The pixel that covers a cell.
std::size_t pixel_of(const std::vector<int>& edges, int cell) {
  const auto after = std::upper_bound(edges.begin(), edges.end() - 1, cell);
  return static_cast<std::size_t>(after - edges.begin()) - 1;
}

/// More outlines than these would hide what they are around; each then has its pointer alone.
constexpr std::size_t most_outlines = 6;

}  // namespace

std::vector<MatrixItem::CellRun> MatrixItem::runs_of(std::vector<int> cells) {
  std::ranges::sort(cells);
  std::vector<CellRun> runs;
  for (const int cell : cells) {
    if (!runs.empty() && cell <= runs.back().last + 1)
      runs.back().last = cell;
    else
      runs.push_back({cell, cell});
  }
  return runs;
}

MatrixItem::MatrixItem(PlotView& plot) : PlotItem(plot, layer::line) {}

void MatrixItem::set_values(std::shared_ptr<const MatrixValues> values) {
  values_ = std::move(values);
  content_changed();
}

void MatrixItem::set_scale(const MatrixScale& scale) {
  if (scale == scale_) return;
  scale_ = scale;
  content_changed();
}

void MatrixItem::set_shown(std::optional<QRect> cells) {
  if (cells == shown_) return;
  shown_ = cells;
  content_changed();
}

void MatrixItem::set_marked(std::vector<int> receiving, std::vector<int> sending) {
  if (receiving == marked_rows_ && sending == marked_columns_) return;
  marked_rows_ = std::move(receiving);
  marked_columns_ = std::move(sending);
  row_runs_ = runs_of(marked_rows_);
  column_runs_ = runs_of(marked_columns_);
  update();
}

void MatrixItem::content_changed() {
  is_stale_ = true;
  update();
}

void MatrixItem::plot_changed() {
  is_stale_ = true;
  PlotItem::plot_changed();
}

double MatrixItem::screen_ratio() const { return plot().pixel_ratio(); }

QRect MatrixItem::shown() const {
  return shown_ ? shown_->intersected(values_->all()) : values_->all();
}

MatrixItem::Layout MatrixItem::layout(double ratio) const {
  Layout found;
  if (!has_values()) return found;
  const QRect cells = shown();
  const QSize room = (map().area.size() * ratio).toSize();
  found.gap = std::max(1, static_cast<int>(ratio));
  const auto cut = [&](int cells_per_pixel) {
    found.cells_per_pixel = cells_per_pixel;
    found.column_edges =
        pixel_edges(cells.left(), cells.right() + 1, values_->from.E, cells_per_pixel);
    found.row_edges =
        pixel_edges(cells.top(), cells.bottom() + 1, values_->onto.E, cells_per_pixel);
    return QSize(static_cast<int>(found.column_edges.size()) - 1,
                 static_cast<int>(found.row_edges.size()) - 1);
  };
  const QSize free = (room - QSize(found.gap, found.gap)).expandedTo({2, 2});
  int cells_per_pixel = std::max({1, (cells.width() + free.width() - 1) / free.width(),
                                  (cells.height() + free.height() - 1) / free.height()});
  QSize pixels = cut(cells_per_pixel);
  // Each population has a rest of its own, so a pixel more may be needed than there is.
  while (pixels.width() > free.width() || pixels.height() > free.height())
    pixels = cut(++cells_per_pixel);
  found.pixels_per_cell =
      std::max(1, std::min(free.width() / pixels.width(), free.height() / pixels.height()));
  found.size = {offset(found, found.column_edges, found.column_edges.size() - 1, values_->from.E),
                offset(found, found.row_edges, found.row_edges.size() - 1, values_->onto.E)};
  found.corner = {(room.width() - found.size.width()) / 2,
                  (room.height() - found.size.height()) / 2};
  return found;
}

int MatrixItem::offset(const Layout& layout, const std::vector<int>& edges, std::size_t edge,
                       int border) {
  const bool is_behind = edges.front() < border && edges[edge] >= border && edges.back() > border;
  return static_cast<int>(edge) * layout.pixels_per_cell + (is_behind ? layout.gap : 0);
}

QRectF MatrixItem::rect_of(const Layout& layout, double ratio) const {
  return {map().area.topLeft() + QPointF(layout.corner) / ratio, QSizeF(layout.size) / ratio};
}

QRectF MatrixItem::matrix_rect() const {
  return has_values() ? rect_of(layout(screen_ratio()), screen_ratio()) : QRectF();
}

std::optional<MatrixSpot> MatrixItem::spot_at(QPointF value) const {
  if (!has_values()) return {};
  const double ratio = screen_ratio();
  const Layout at = layout(ratio);
  const QPointF inside = (map().pixel(value) - rect_of(at, ratio).topLeft()) * ratio;
  if (!QRectF(QPointF(0, 0), QSizeF(at.size)).contains(inside)) return {};
  const auto pixel_at = [&](double px, const std::vector<int>& edges, int border) {
    const double behind =
        px >= offset(at, edges, pixels_before(edges, border), border) ? at.gap : 0;
    const bool has_gap = edges.front() < border && edges.back() > border;
    const auto pixel = static_cast<std::size_t>((px - (has_gap ? behind : 0)) / at.pixels_per_cell);
    return std::min(pixel, edges.size() - 2);
  };
  const std::size_t x = pixel_at(inside.x(), at.column_edges, values_->from.E);
  const std::size_t y = pixel_at(inside.y(), at.row_edges, values_->onto.E);
  MatrixSpot spot;
  spot.cells = QRect(QPoint(at.column_edges[x], at.row_edges[y]),
                     QPoint(at.column_edges[x + 1] - 1, at.row_edges[y + 1] - 1));
  spot.weight_class = values_->class_at(spot.row(), spot.column());
  const MatrixMean found = mean_over(*values_, spot.cells);
  spot.mean = found.mean;
  spot.synapses = found.synapses;
  return spot;
}

void MatrixItem::draw_blocks(QPainter& painter, const Layout& layout, double ratio) const {
  const QPointF corner = rect_of(layout, ratio).topLeft();
  const std::size_t columns = layout.column_edges.size() - 1, rows = layout.row_edges.size() - 1;
  const std::size_t E_columns = pixels_before(layout.column_edges, values_->from.E);
  const std::size_t E_rows = pixels_before(layout.row_edges, values_->onto.E);
  const double side = layout.pixels_per_cell / ratio;
  for (const auto& [x, x_end] : {std::pair(std::size_t{0}, E_columns), {E_columns, columns}}) {
    for (const auto& [y, y_end] : {std::pair(std::size_t{0}, E_rows), {E_rows, rows}}) {
      if (x == x_end || y == y_end) continue;
      const QRectF source(static_cast<double>(x), static_cast<double>(y),
                          static_cast<double>(x_end - x), static_cast<double>(y_end - y));
      const QPointF at(offset(layout, layout.column_edges, x, values_->from.E) / ratio,
                       offset(layout, layout.row_edges, y, values_->onto.E) / ratio);
      painter.drawImage(QRectF(corner + at, source.size() * side), made_.image, source);
    }
  }
}

void MatrixItem::draw_lines(QPainter& painter, const Layout& layout, double ratio) const {
  const QRectF all = rect_of(layout, ratio);
  const double line = layout.gap / ratio;
  const QRectF outer = all.adjusted(-line, -line, line, line);
  const QColor colour = theme().line2;
  painter.fillRect(QRectF(outer.topLeft(), QSizeF(outer.width(), line)), colour);
  painter.fillRect(QRectF(outer.left(), all.bottom(), outer.width(), line), colour);
  painter.fillRect(QRectF(outer.topLeft(), QSizeF(line, outer.height())), colour);
  painter.fillRect(QRectF(all.right(), outer.top(), line, outer.height()), colour);
  const auto divide = [&](const std::vector<int>& edges, int border, bool is_upright) {
    if (edges.front() >= border || edges.back() <= border) return;
    const double at = offset(layout, edges, pixels_before(edges, border), border) / ratio - line;
    painter.fillRect(is_upright ? QRectF(all.left() + at, all.top(), line, all.height())
                                : QRectF(all.left(), all.top() + at, all.width(), line),
                     colour);
  };
  divide(layout.column_edges, values_->from.E, true);
  divide(layout.row_edges, values_->onto.E, false);
}

void MatrixItem::draw_marks(QPainter& painter, const Layout& layout, double ratio) const {
  const QRectF all = rect_of(layout, ratio);
  const double line = outline_px;
  const bool are_outlined = std::max(row_runs_.size(), column_runs_.size()) <= most_outlines;
  const auto mark = [&](CellRun run, const std::vector<int>& edges, int border, bool is_row) {
    run = {std::max(run.first, edges.front()), std::min(run.last, edges.back() - 1)};
    if (run.first > run.last) return;
    const auto place = [&](int cell) {
      return offset(layout, edges, pixel_of(edges, cell), border) / ratio;
    };
    const double from = place(run.first);
    const double side = place(run.last) - from + layout.pixels_per_cell / ratio;
    const QRectF band = is_row ? QRectF(all.left(), all.top() + from, all.width(), side)
                               : QRectF(all.left() + from, all.top(), side, all.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().accent);
    const QPointF tip = is_row ? QPointF(all.left() - 2, band.center().y())
                               : QPointF(band.center().x(), all.top() - 2);
    const QPointF back = is_row ? QPointF(-pointer_px, 0) : QPointF(0, -pointer_px);
    const QPointF across = is_row ? QPointF(0, pointer_px - 1) : QPointF(pointer_px - 1, 0);
    painter.drawPolygon(QPolygonF({tip, tip + back + across, tip + back - across}));
    if (!are_outlined) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QRectF ring = band.adjusted(-line, -line, line, line);
    for (const QRectF& edge : {QRectF(ring.topLeft(), QSizeF(ring.width(), line)),
                               QRectF(ring.left(), band.bottom(), ring.width(), line),
                               QRectF(ring.topLeft(), QSizeF(line, ring.height())),
                               QRectF(band.right(), ring.top(), line, ring.height())})
      painter.fillRect(edge, theme().accent);
    painter.setRenderHint(QPainter::Antialiasing, true);
  };
  for (const CellRun& run : row_runs_) mark(run, layout.row_edges, values_->onto.E, true);
  for (const CellRun& run : column_runs_) mark(run, layout.column_edges, values_->from.E, false);
}

void MatrixItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (!has_values()) return;
  const double ratio = pixel_ratio(*painter);
  const Layout at = layout(ratio);
  if (is_stale_ || at.cells_per_pixel != made_cells_per_pixel_) {
    made_ = matrix_image(*values_, shown(), at.cells_per_pixel, scale_, theme());
    made_cells_per_pixel_ = at.cells_per_pixel;
    is_stale_ = false;
    ++images_made_;
  }
  painter->save();
  painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter->setRenderHint(QPainter::Antialiasing, false);
  draw_blocks(*painter, at, ratio);
  draw_lines(*painter, at, ratio);
  painter->setRenderHint(QPainter::Antialiasing, true);
  draw_marks(*painter, at, ratio);
  painter->restore();
}

void MatrixItem::describe(figure::Plot& paper, const Theme& theme) const {
  if (!has_values()) return;
  const Layout at = layout(screen_ratio());
  const QRect cells_shown = shown();
  const QRectF all = matrix_rect();
  for (const ei::WeightClass c : {ei::EE, ei::EI, ei::IE, ei::II}) {
    const QRect population(ei::is_from_I(c) ? values_->from.E : 0,
                           ei::is_onto_I(c) ? values_->onto.E : 0,
                           ei::is_from_I(c) ? values_->from.I : values_->from.E,
                           ei::is_onto_I(c) ? values_->onto.I : values_->onto.E);
    const QRect block = population.intersected(cells_shown);
    if (block.isEmpty()) continue;
    const auto x_of = [&](int column) {
      return all.left() +
             static_cast<double>(column - cells_shown.left()) / cells_shown.width() * all.width();
    };
    const auto y_of = [&](int row) {
      return all.top() +
             static_cast<double>(row - cells_shown.top()) / cells_shown.height() * all.height();
    };
    figure::Cells cells{.name = std::string(ei::weight_symbols.at(c)) + suffix_};
    cells.x_low = map().x_value(x_of(block.left()));
    cells.x_high = map().x_value(x_of(block.right() + 1));
    cells.y_low = map().y_value(y_of(block.bottom() + 1));
    cells.y_high = map().y_value(y_of(block.top()));
    // As many cells for each pixel as on the screen: more could not be told apart in print.
    const auto columns =
        pixel_edges(block.left(), block.right() + 1, values_->from.E, at.cells_per_pixel);
    const auto rows =
        pixel_edges(block.top(), block.bottom() + 1, values_->onto.E, at.cells_per_pixel);
    cells.columns = static_cast<int>(columns.size()) - 1;
    cells.rows = static_cast<int>(rows.size()) - 1;
    for (std::size_t row = rows.size() - 1; row-- > 0;) {
      for (std::size_t column = 0; column + 1 < columns.size(); ++column) {
        const QRect spot(QPoint(columns[column], rows[row]),
                         QPoint(columns[column + 1] - 1, rows[row + 1] - 1));
        cells.values.push_back(static_cast<double>(mean_over(*values_, spot).mean));
      }
    }
    cells.scale = described_scale(c, scale_, theme);
    paper.elements.emplace_back(std::move(cells));
  }
  const auto add = [&](std::vector<QPointF> pixels) {
    for (QPointF& pixel : pixels) pixel = map().value(pixel);
    figure::Line line = described_line("frame", pixels, QPen(theme.line2, 1));
    line.is_clipped = false;
    paper.elements.emplace_back(std::move(line));
  };
  add({all.topLeft(), all.topRight(), all.bottomRight(), all.bottomLeft(), all.topLeft()});
  const double x = all.left() + static_cast<double>(values_->from.E - cells_shown.left()) /
                                    cells_shown.width() * all.width();
  const double y = all.top() + static_cast<double>(values_->onto.E - cells_shown.top()) /
                                   cells_shown.height() * all.height();
  if (x > all.left() && x < all.right()) add({{x, all.top()}, {x, all.bottom()}});
  if (y > all.top() && y < all.bottom()) add({{all.left(), y}, {all.right(), y}});
}

}  // namespace homeostat::ui
