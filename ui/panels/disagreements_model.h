// Cells of a basin map whose outcome is not what the analysis says of their start, with the reason.
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "core/lab/basin_task.h"
#include "ui/plots/basin_item.h"

namespace homeostat::ui {

class DisagreementsModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { W_EE, W_IE, outcome, why, column_count };

  using QAbstractTableModel::QAbstractTableModel;

  void set_basin(std::shared_ptr<const lab::JudgedBasin> basin);
  CellPlace cell(int row) const { return cells_[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::shared_ptr<const lab::JudgedBasin> basin_;
  std::vector<CellPlace> cells_;
};

}  // namespace homeostat::ui
