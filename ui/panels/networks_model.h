// Networks that learn side by side, as a table: where each began, and where it is.
#pragma once

#include <QAbstractTableModel>

#include "core/lab/network_ensemble.h"

namespace homeostat::ui {

class NetworksModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { network, start, rates, up_state, error, trial, column_count };

  using QAbstractTableModel::QAbstractTableModel;

  void set_members(const std::vector<lab::EnsembleMember>& members);
  const lab::EnsembleMember& member(int row) const {
    return members_[static_cast<std::size_t>(row)];
  }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  static QString text(const lab::EnsembleMember& member, int column);
  static QString tip(const lab::EnsembleMember& member);
  static QVariant sort_key(const lab::EnsembleMember& member, int row, int column);

  std::vector<lab::EnsembleMember> members_;
};

/// All that it knows, for a spreadsheet.
QString networks_csv(const std::vector<lab::EnsembleMember>& members);

}  // namespace homeostat::ui
