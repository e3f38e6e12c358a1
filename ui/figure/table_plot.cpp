#include "ui/figure/table_plot.h"

#include <QAbstractItemModel>
#include <QFontMetricsF>
#include <algorithm>
#include <vector>

#include "ui/figure/describe.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr double table_plot_row_px = 18, table_plot_text_px = 11, left_px = 12, least_gap_px = 8;

QString cell(const QAbstractItemModel& model, int row, int column) {
  return row < 0 ? model.headerData(column, Qt::Horizontal).toString()
                 : model.index(row, column).data().toString();
}

/// Those that say something: a dash stands for what has not been worked out.
std::vector<int> columns_with_words(const QAbstractItemModel& model) {
  std::vector<int> some;
  for (int column = 0; column < model.columnCount(); ++column) {
    for (int row = 0; row < model.rowCount(); ++row) {
      const QString words = cell(model, row, column);
      if (words.isEmpty() || words == QStringLiteral("–")) continue;
      some.push_back(column);
      break;
    }
  }
  return some;
}

}  // namespace

figure::Plot table_plot(const QAbstractItemModel& model, QSize size_px) {
  const QFontMetricsF metrics(text_font(static_cast<int>(table_plot_text_px)));
  const std::vector<int> columns = columns_with_words(model);
  const int rows = model.rowCount();
  std::vector<double> widths(columns.size(), 0);
  double needed = 0;
  for (std::size_t k = 0; k < columns.size(); ++k) {
    double& width = widths[k];
    for (int row = -1; row < rows; ++row) {
      for (const QString& line : cell(model, row, columns[k]).split('\n'))
        width = std::max(width, metrics.horizontalAdvance(line));
    }
    needed += width;
  }
  const double room = size_px.width() - left_px - needed;
  const double gap =
      std::max(least_gap_px, room / static_cast<double>(std::max<std::size_t>(1, columns.size())));
  figure::Plot plot;
  plot.width = size_px.width();
  plot.height = table_plot_row_px * (rows + 2);
  plot.area = {left_px, 0, plot.width - left_px, plot.height};
  plot.x = {{}, left_px, plot.width, false, false, {}};
  plot.y = {{}, plot.height, 0, false, false, {}};
  const Theme& theme = Theme::light();
  for (int row = -1; row < rows; ++row) {
    double x = left_px;
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const QString words = cell(model, row, columns[k]);
      if (!words.isEmpty()) {
        plot.elements.emplace_back(
            figure::Text{.markup = words.toStdString(),
                         .x = x,
                         .y = table_plot_row_px * (row + 1.5),
                         .across = -1,
                         .down = 0,
                         .size = table_plot_text_px,
                         .is_bold = row < 0,
                         .colour = described(row < 0 ? theme.ink2 : theme.ink)});
      }
      x += widths[k] + gap;
    }
  }
  figure::Line rule = described_line(
      "rule", {{left_px, table_plot_row_px}, {plot.width, table_plot_row_px}}, QPen(theme.ink3, 1));
  rule.is_clipped = false;
  plot.elements.emplace_back(std::move(rule));
  return plot;
}

}  // namespace homeostat::ui
