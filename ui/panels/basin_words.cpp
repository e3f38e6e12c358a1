#include "ui/panels/basin_words.h"

#include <QObject>
#include <array>

#include "ui/controls/text.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/outcome_style.h"

namespace homeostat::ui {

QString legend_words(const lab::BasinMap& map, const Theme& theme) {
  std::array<int, cell_kind_count> counts{};
  for (const lab::BasinCell& cell : map.cells) ++counts[static_cast<std::size_t>(cell_kind(cell))];
  QString text;
  for (std::size_t k = 0; k < cell_kind_count; ++k) {
    if (counts[k] == 0) continue;
    const auto kind = static_cast<CellKind>(k);
    const QColor colour = cell_colour(theme, kind, 3, 4);
    text += QStringLiteral("<span style='color:%1'>■</span> %2 %3<br>")
                .arg(colour.name(), cell_kind_name(kind), grouped_text(counts[k]));
  }
  return text;
}

QString cell_words(const lab::BasinMap& map, CellPlace place) {
  const lab::BasinCell& cell = map.cell(place.column, place.row);
  QString words = QStringLiteral("$W_EE$ %1  $W_IE$ %2: ")
                      .arg(grouped_number(cell.start.EE, 2), grouped_number(cell.start.IE, 2));
  words += cell_kind_name(cell_kind(cell));
  if (cell.seeds_done > 1)
    words +=
        QObject::tr(", %1 of %2 seeds converge").arg(cell.seeds_converged).arg(cell.seeds_done);
  return words;
}

QString end_words(const lab::JudgedBasin& basin, CellPlace place) {
  const lab::BasinCell& cell = basin.map.cell(place.column, place.row);
  if (!cell.is_finished()) return {};
  const auto k = static_cast<std::size_t>(place.row * basin.map.question->grid.nx + place.column);
  if (basin.disagrees(k)) return qt_text(basin.verdicts[k].why);
  return QObject::tr("trial %1: %2 / %3 Hz")
      .arg(grouped_text(cell.decided_trial()), grouped_number(cell.run.last.average.E, 1),
           grouped_number(cell.run.last.average.I, 1));
}

}  // namespace homeostat::ui
