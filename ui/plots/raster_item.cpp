#include "ui/plots/raster_item.h"

#include <QPainter>
#include <QtMath>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "ui/figure/describe.h"
#include "ui/plots/device_image.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

/// With less room for a row than this, small marks keep the picture from filling up.
constexpr double crowded_row_px = 0.5;
/// With more, a mark need not be taller than its row.
constexpr double roomy_row_px = 4;
constexpr double tallest_mark_px = 16, part_of_row = 0.75;
constexpr double strip_px = 4, least_strip_px = 2;
/// From the axis to the left, and from the other end to the right.
constexpr double selection_left_px = 11, lesion_right_px = 3, current_right_px = 9;
constexpr double highlight_px = 7, band_px = 3, pointer_casing_px = 1, raster_pointer_px = 5;

QSizeF mark_size(double row_px) {
  if (row_px < crowded_row_px) return {1, 2};
  if (row_px < roomy_row_px) return {1.25, 2.5};
  return {1.5, std::min(part_of_row * row_px, tallest_mark_px)};
}

}  // namespace

RasterRows raster_rows(const ei::Sizes& sizes, int every, std::span<const double> key) {
  RasterRows rows;
  rows.of_cell.assign(static_cast<std::size_t>(sizes.all()), -1);
  std::vector<int> order(rows.of_cell.size());
  std::iota(order.begin(), order.end(), 0);
  if (key.size() == order.size()) {
    const auto by_key = [&](int a, int b) {
      return key[static_cast<std::size_t>(a)] < key[static_cast<std::size_t>(b)];
    };
    std::stable_sort(order.begin(), order.begin() + sizes.E, by_key);
    std::stable_sort(order.begin() + sizes.E, order.end(), by_key);
  }
  const auto fill = [&](int first, int count, int first_row) {
    int row = first_row;
    for (int k = 0; k < count; k += std::max(every, 1))
      rows.of_cell[static_cast<std::size_t>(order[static_cast<std::size_t>(first + k)])] = row++;
    return row - first_row;
  };
  rows.I = fill(sizes.E, sizes.I, 0);
  rows.E = fill(0, sizes.E, rows.I);
  rows.every = std::max(every, 1);
  rows.all_E = sizes.E;
  std::rotate(order.begin(), order.begin() + sizes.E, order.end());
  rows.order = std::move(order);
  return rows;
}

std::vector<int> RasterRows::cells_between(double low, double high) const {
  const int all_I = static_cast<int>(order.size()) - all_E;
  std::vector<int> cells;
  for (int row = std::max(0, qFloor(low)); row < std::min(all(), qCeil(high)); ++row) {
    const bool is_I = row < I;
    const int first = is_I ? row * every : all_I + (row - I) * every;
    const int last = std::min(first + every, is_I ? all_I : static_cast<int>(order.size()));
    for (int k = first; k < last; ++k) cells.push_back(order[static_cast<std::size_t>(k)]);
  }
  std::ranges::sort(cells);
  return cells;
}

RasterItem::RasterItem(PlotView& plot) : ImageItem(plot, layer::line) {
  plot.set_y_axis_visible(false);
}

void RasterItem::set_spikes(std::shared_ptr<const ei::Spikes> spikes, const ei::Sizes& sizes,
                            double dt_ms) {
  spikes_ = std::move(spikes);
  sizes_ = sizes;
  dt_ms_ = dt_ms;
  collect_highlighted();
  content_changed();
}

void RasterItem::set_rows(RasterRows rows) {
  if (rows == rows_) return;
  rows_ = std::move(rows);
  cell_of_row_.assign(static_cast<std::size_t>(std::max(rows_.all(), 0)), -1);
  for (std::size_t cell = 0; cell < rows_.of_cell.size(); ++cell) {
    const auto row = static_cast<std::size_t>(rows_.of_cell[cell]);
    if (rows_.of_cell[cell] >= 0 && row < cell_of_row_.size())
      cell_of_row_[row] = static_cast<int>(cell);
  }
  content_changed();
}

void RasterItem::set_highlighted(std::vector<int> cells) {
  if (cells == highlighted_) return;
  highlighted_ = std::move(cells);
  collect_highlighted();
  update();
}

void RasterItem::set_selected(std::vector<int> cells) {
  if (cells == selected_) return;
  selected_ = std::move(cells);
  update();
}

void RasterItem::set_treated(std::vector<int> lesioned, std::vector<int> driven) {
  if (lesioned == lesioned_ && driven == driven_) return;
  lesioned_ = std::move(lesioned);
  driven_ = std::move(driven);
  update();
}

void RasterItem::collect_highlighted() {
  highlighted_spikes_.clear();
  if (!spikes_ || highlighted_.empty()) return;
  for (const ei::Spike& spike : *spikes_) {
    if (std::ranges::find(highlighted_, int{spike.cell}) != highlighted_.end())
      highlighted_spikes_.push_back(spike);
  }
}

int RasterItem::row_of(int cell) const {
  const auto at = static_cast<std::size_t>(cell);
  return cell >= 0 && at < rows_.of_cell.size() ? rows_.of_cell[at] : -1;
}

double RasterItem::row_px() const { return map().area.height() / (map().y_max - map().y_min); }

std::optional<int> RasterItem::cell_at(QPointF value) const {
  if (cell_of_row_.empty()) return {};
  const double last_row = static_cast<double>(cell_of_row_.size()) - 1;
  const auto row = static_cast<std::ptrdiff_t>(std::clamp(std::floor(value.y()), 0.0, last_row));
  const auto count = static_cast<std::ptrdiff_t>(cell_of_row_.size());
  for (std::ptrdiff_t away = 0; away < count; ++away) {
    for (const std::ptrdiff_t near : {row + away, row - away}) {
      if (near < 0 || near >= count) continue;
      const int cell = cell_of_row_[static_cast<std::size_t>(near)];
      if (cell >= 0) return cell;
    }
  }
  return {};
}

std::optional<ei::Spike> RasterItem::spike_at(QPointF value, double reach_px) const {
  if (!spikes_) return {};
  const double per_ms = map().area.width() / (map().x_max - map().x_min);
  const double reach_ms = reach_px / per_ms;
  const auto first = std::ranges::lower_bound(*spikes_, value.x() - reach_ms, {},
                                              [this](const ei::Spike& s) { return time_ms(s); });
  std::optional<ei::Spike> nearest;
  double nearest_px = reach_px;
  for (auto spike = first; spike != spikes_->end(); ++spike) {
    if (time_ms(*spike) > value.x() + reach_ms) break;
    const int row = row_of(spike->cell);
    if (row < 0) continue;
    const double away_px =
        std::hypot((time_ms(*spike) - value.x()) * per_ms, (row + 0.5 - value.y()) * row_px());
    if (away_px > nearest_px) continue;
    nearest_px = away_px;
    nearest = *spike;
  }
  return nearest;
}

std::vector<RasterItem::Extent> RasterItem::extents(double ratio) const {
  const int height = std::max(1, qRound(mark_size(row_px()).height() * ratio));
  const double area_height = map().area.height() * ratio;
  const double divider = (map().y_pixel(rows_.I) - map().area.top()) * ratio;
  std::vector<Extent> extents(rows_.of_cell.size());
  for (std::size_t cell = 0; cell < extents.size(); ++cell) {
    const int row = rows_.of_cell[cell];
    if (row < 0) continue;
    const double centre = (map().y_pixel(row + 0.5) - map().area.top()) * ratio;
    if (centre < 0 || centre > area_height) continue;
    int top = qRound(centre - height / 2.0), bottom = top + height;
    // The line between the populations stays free; what is cut for it keeps a pixel.
    if (row < rows_.I) {
      top = std::max(top, qCeil(divider + ratio));
      bottom = std::max(bottom, top + 1);
    } else if (rows_.I > 0) {
      bottom = std::min(bottom, qFloor(divider));
      top = std::min(top, bottom - 1);
    }
    extents[cell] = {std::max(top, 0), std::min(bottom, qRound(area_height))};
  }
  return extents;
}

void RasterItem::draw_image(QImage& image, double ratio) {
  const std::vector<Extent> rows = extents(ratio);
  const int width = std::max(1, qRound(mark_size(row_px()).width() * ratio));
  const double per_step = dt_ms_ / (map().x_max - map().x_min) * image.width();
  const double left = -map().x_min / (map().x_max - map().x_min) * image.width() - width / 2.0;
  const QRgb E = theme().E.rgb(), I = theme().I.rgb();
  for (const ei::Spike& spike : *spikes_) {
    if (spike.cell >= rows.size()) continue;
    const double x = spike.step * per_step + left;
    if (x < -width || x > image.width()) continue;
    fill_mark(image, qRound(x), width, rows[spike.cell], spike.cell < sizes_.E ? E : I);
  }
}

void RasterItem::fill_mark(QImage& image, int left, int width, Extent rows, QRgb colour) {
  const int from = std::max(left, 0), to = std::min(left + width, image.width());
  const qsizetype stride = image.bytesPerLine() / qsizetype{sizeof(QRgb)};
  // bits() and not scanLine(): that would ask for every line whether the image is shared.
  auto* line = reinterpret_cast<QRgb*>(image.bits()) + rows.top * stride;
  for (int y = rows.top; y < rows.bottom; ++y, line += stride) {
    for (int x = from; x < to; ++x) line[x] = colour;
  }
}

void RasterItem::draw_highlighted(QPainter& painter) const {
  const double height = std::max(mark_size(row_px()).height(), highlight_px);
  const auto draw = [&](double margin, const QColor& colour) {
    for (const ei::Spike& spike : highlighted_spikes_) {
      const int row = row_of(spike.cell);
      if (row < 0) continue;
      const QPointF at = map().pixel({time_ms(spike), row + 0.5});
      const QRectF mark(at.x() - 1, at.y() - height / 2, 2, height);
      painter.fillRect(mark.adjusted(-margin, -margin, margin, margin), colour);
    }
  };
  draw(pointer_casing_px, theme().panel);
  draw(0, theme().accent);
}

void RasterItem::draw_frame(QPainter& painter) const {
  const QRectF& area = map().area;
  fill_hair_line(painter, area.topLeft() - QPointF(1, 0), area.bottomLeft() - QPointF(1, 0),
                 theme().line2);
  const double divider = map().y_pixel(rows_.I);
  if (rows_.I > 0 && rows_.E > 0 && divider > area.top() && divider < area.bottom())
    fill_hair_line(painter, {area.left(), divider}, {area.right(), divider}, theme().line2);
  draw_strip(painter, selected_, area.left() - selection_left_px, strip_px, theme().accent);
  draw_strip(painter, lesioned_, area.right() + lesion_right_px, strip_px,
             QBrush(theme().ink2, Qt::Dense4Pattern));
  draw_strip(painter, driven_, area.right() + current_right_px, strip_px, theme().warn);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme().accent);
  for (const int cell : highlighted_) {
    const int row = row_of(cell);
    const double y = map().y_pixel(row + 0.5);
    if (row < 0 || y < area.top() || y > area.bottom()) continue;
    painter.drawPolygon(
        QPolygonF({{area.left() - 1, y},
                   {area.left() - 1 - raster_pointer_px, y - raster_pointer_px + 1},
                   {area.left() - 1 - raster_pointer_px, y + raster_pointer_px - 1}}));
  }
}

void RasterItem::draw_strip(QPainter& painter, const std::vector<int>& cells, double left,
                            double width, const QBrush& brush) const {
  if (cells.empty()) return;
  const QRectF& area = map().area;
  std::vector<bool> marked(static_cast<std::size_t>(rows_.all()), false);
  for (std::size_t k = 0; k < rows_.order.size(); ++k) {
    if (std::ranges::binary_search(cells, rows_.order[k]))
      marked[static_cast<std::size_t>(rows_.row_at(static_cast<int>(k)))] = true;
  }
  for (std::size_t row = 0; row < marked.size();) {
    std::size_t end = row;
    while (end < marked.size() && marked[end]) ++end;
    if (end > row) {
      const double top = map().y_pixel(static_cast<double>(end));
      const double height = map().y_pixel(static_cast<double>(row)) - top;
      const QRectF strip(left, top, width, std::max(height, least_strip_px));
      painter.fillRect(strip.intersected(QRectF(left, area.top(), width, area.height())), brush);
    }
    row = end + 1;
  }
}

void RasterItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  draw_frame(*painter);
  if (!spikes_) return;
  painter->save();
  painter->setClipRect(map().area);
  painter->setRenderHint(QPainter::Antialiasing, false);
  for (const int cell : highlighted_) {
    if (row_of(cell) < 0) continue;
    const double y = map().y_pixel(row_of(cell) + 0.5);
    const double height = std::max(row_px(), band_px);
    painter->fillRect(QRectF(map().area.left(), y - height / 2, map().area.width(), height),
                      theme().accent_soft);
  }
  paint_image(*painter);
  draw_highlighted(*painter);
  painter->restore();
}

void RasterItem::describe(figure::Plot& paper, const Theme& theme) const {
  const auto add_line = [&](const char* series, QPointF from, QPointF to) {
    figure::Line line = described_line(series, {from, to}, QPen(theme.line2, 1));
    line.is_clipped = false;
    paper.elements.emplace_back(std::move(line));
  };
  add_line("axis", {map().x_min, map().y_min}, {map().x_min, map().y_max});
  const double border = rows_.I;
  if (rows_.I > 0 && rows_.E > 0 && border > map().y_min && border < map().y_max)
    add_line("border", {map().x_min, border}, {map().x_max, border});
  if (!spikes_) return;
  const QSizeF size = mark_size(row_px());
  figure::Marks E{.name = "E", .width = size.width(), .height = size.height()};
  figure::Marks I = E, chosen = E;
  I.name = "I", chosen.name = "chosen";
  E.colour = described(theme.E), I.colour = described(theme.I);
  chosen.colour = described(theme.accent);
  chosen.height = std::max(chosen.height, highlight_px);
  for (const ei::Spike& spike : *spikes_) {
    const double row = row_of(spike.cell) + 0.5, time = time_ms(spike);
    if (row < std::max(0.0, map().y_min) || row > map().y_max) continue;
    if (time < map().x_min || time > map().x_max) continue;
    const bool is_chosen = std::ranges::find(highlighted_, int{spike.cell}) != highlighted_.end();
    figure::Marks& marks = is_chosen ? chosen : spike.cell < sizes_.E ? E : I;
    marks.x.push_back(time);
    marks.y.push_back(row);
  }
  for (figure::Marks* marks : {&E, &I, &chosen}) {
    if (!marks->x.empty()) paper.elements.emplace_back(std::move(*marks));
  }
}

}  // namespace homeostat::ui
