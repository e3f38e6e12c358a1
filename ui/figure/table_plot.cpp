#include "ui/figure/table_plot.h"

#include <QAbstractItemModel>
#include <QFontMetricsF>
#include <algorithm>
#include <vector>

#include "ui/figure/describe.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr double row_px = 18, text_px = 11, left_px = 12, least_gap_px = 8;

QString cell(const QAbstractItemModel& model, int row, int column) {
  return row < 0 ? model.headerData(column, Qt::Horizontal).toString()
                 : model.index(row, column).data().toString();
}

}  // namespace

figure::Plot table_plot(const QAbstractItemModel& model, QSize size_px) {
  const QFontMetricsF metrics(text_font(static_cast<int>(text_px)));
  const int columns = model.columnCount(), rows = model.rowCount();
  std::vector<double> widths(static_cast<std::size_t>(columns), 0);
  double needed = 0;
  for (int column = 0; column < columns; ++column) {
    double& width = widths[static_cast<std::size_t>(column)];
    for (int row = -1; row < rows; ++row) {
      for (const QString& line : cell(model, row, column).split('\n'))
        width = std::max(width, metrics.horizontalAdvance(line));
    }
    needed += width;
  }
  const double room = size_px.width() - left_px - needed;
  const double gap = std::max(least_gap_px, room / std::max(1, columns));
  figure::Plot plot;
  plot.width = size_px.width();
  plot.height = row_px * (rows + 2);
  plot.area = {left_px, 0, plot.width - left_px, plot.height};
  plot.x = {{}, left_px, plot.width, false, false, {}};
  plot.y = {{}, plot.height, 0, false, false, {}};
  const Theme& theme = Theme::light();
  for (int row = -1; row < rows; ++row) {
    double x = left_px;
    for (int column = 0; column < columns; ++column) {
      const QString words = cell(model, row, column);
      if (!words.isEmpty()) {
        plot.elements.emplace_back(
            figure::Text{.markup = words.toStdString(),
                         .x = x,
                         .y = row_px * (row + 1.5),
                         .across = -1,
                         .down = 0,
                         .size = text_px,
                         .is_bold = row < 0,
                         .colour = described(row < 0 ? theme.ink2 : theme.ink)});
      }
      x += widths[static_cast<std::size_t>(column)] + gap;
    }
  }
  figure::Line rule =
      described_line("rule", {{left_px, row_px}, {plot.width, row_px}}, QPen(theme.ink3, 1));
  rule.is_clipped = false;
  plot.elements.emplace_back(std::move(rule));
  return plot;
}

}  // namespace homeostat::ui
