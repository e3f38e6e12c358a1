#include "ui/panels/disagreements_model.h"

#include "ui/controls/table_view.h"
#include "ui/controls/text.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {

void DisagreementsModel::set_basin(std::shared_ptr<const lab::JudgedBasin> basin) {
  beginResetModel();
  basin_ = std::move(basin);
  cells_.clear();
  if (basin_ && basin_->map.question) {
    const ei::PlaneGrid& grid = basin_->map.question->grid;
    for (int row = 0; row < grid.ny; ++row) {
      for (int column = 0; column < grid.nx; ++column) {
        if (basin_->disagrees(static_cast<std::size_t>(row * grid.nx + column)))
          cells_.push_back({column, row});
      }
    }
  }
  endResetModel();
}

int DisagreementsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(cells_.size());
}

int DisagreementsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : column_count;
}

QVariant DisagreementsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const CellPlace place = cell(index.row());
  const lab::BasinCell& at = basin_->map.cell(place.column, place.row);
  const auto k = static_cast<std::size_t>(place.row * basin_->map.question->grid.nx + place.column);
  const double value = index.column() == W_EE ? at.start.EE : at.start.IE;
  switch (index.column()) {
    case W_EE:
    case W_IE:
      if (role == Qt::DisplayRole) return grouped_number(value, 2);
      return role == table_role::sort ? QVariant(value) : QVariant();
    case outcome:
      if (role == Qt::DisplayRole || role == table_role::sort)
        return qt_text(lab::outcome_text(at));
      return {};
    case why:
      if (role == Qt::DisplayRole || role == table_role::sort || role == Qt::ToolTipRole)
        return qt_text(basin_->verdicts[k].why);
      return {};
    default:
      return {};
  }
}

QVariant DisagreementsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  const std::array<QString, column_count> names{"W_EE", "W_IE", tr("outcome"), tr("why")};
  return names[static_cast<std::size_t>(section)];
}

}  // namespace homeostat::ui
